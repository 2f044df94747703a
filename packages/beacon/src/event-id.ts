let last = 0;

/** A UUIDv7 of a time (epoch ms): those of one page sort as they were made, also within one ms. */
export function newEventId(now: number): string {
  last = Math.max(now, last + 1);
  const time = last.toString(16).padStart(12, '0');
  // Not randomUUID, which pages without https lack.
  const random = crypto.getRandomValues(new Uint32Array(3)).reduce(hexBehind, '');
  return (time + random).replace(/(.{8})(.{4})(...)(...)(.{12}).*/, '$1-$2-7$3-8$4-$5');
}

const hexBehind = (text: string, number: number): string =>
  text + number.toString(16).padStart(8, '0');

/** The time that an id was made of, epoch ms, to the minute or so. */
export const timeOfEventId = (id: string): number => Number.parseInt(id, 16) * 2 ** 16;
