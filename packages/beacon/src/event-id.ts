let last = 0;

/** A UUIDv7 of a time (epoch ms): those of one page sort as they were made, also within one ms. */
export function newEventId(now: number): string {
  last = Math.max(now, last + 1);
  // Eleven digits until the year 2527.
  const time = `0${last.toString(16)}`.replace(/.{8}/, '$&-');
  return `${time}-7xxx-8xxx-xxxxxxxxxxxx`.replace(/x/g, randomDigit);
}

/** Not `randomUUID`, which pages without https lack. */
const randomDigit = (): string => (crypto.getRandomValues(new Uint8Array(1))[0]! & 15).toString(16);
