/** What a call returns; undefined where it throws, as any call of a browser's storage may. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
