interface Bounds {
  /** Results that are kept; at the bound the oldest is forgotten. Each call looks at all of them. */
  readonly max: number;
  /** What follows from a longer text is worked out each time. */
  readonly charsMax: number;
}

/**
 * Works out once what follows from a text, where few texts come again and again. They are compared one by one: a map
 * would make a hash of every text that comes, which takes longer than to see that few are as long.
 */
export function memoized<T>(
  workOut: (text: string) => T,
  { max, charsMax }: Bounds,
): (text: string) => T {
  const texts: string[] = [];
  const results: T[] = [];
  let oldest = 0;
  return (text) => {
    const at = texts.indexOf(text);
    if (at !== -1) return results[at]!;
    const result = workOut(text);
    if (text.length > charsMax) return result;
    texts[oldest] = text;
    results[oldest] = result;
    oldest = (oldest + 1) % max;
    return result;
  };
}
