interface Bounds {
  /** Results that are kept; at the bound all are forgotten, and it begins anew. */
  readonly max: number;
  /** What follows from a longer text is worked out each time. */
  readonly charsMax: number;
}

/** Works out once what follows from a text, where few texts come again and again. */
export function memoized<T>(
  workOut: (text: string) => T,
  { max, charsMax }: Bounds,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = workOut(text);
    if (text.length > charsMax) return result;
    if (known.size >= max) known.clear();
    known.set(text, result);
    return result;
  };
}
