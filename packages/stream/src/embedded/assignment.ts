/**
 * Shares `partitions` partitions evenly among members, moving as few as it can: a member keeps what it
 * holds up to its fair share. `held` and the answer are per member, in order of joining; the first ones
 * take what does not divide.
 */
export function assign(
  partitions: number,
  held: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const least = Math.floor(partitions / held.length);
  let larger = partitions % held.length;
  const kept = held.map((own) => {
    const extra = own.length > least && larger > 0 ? 1 : 0;
    larger -= extra;
    return own.slice(0, least + extra);
  });
  const taken = new Set(kept.flat());
  const free = Array.from({ length: partitions }, (_, p) => p).filter((p) => !taken.has(p));
  return kept.map((own) => {
    let share = least;
    if (own.length <= least && larger > 0) {
      larger -= 1;
      share += 1;
    }
    const missing = Math.max(0, share - own.length);
    return [...own, ...free.splice(0, missing)].toSorted((a, b) => a - b);
  });
}
