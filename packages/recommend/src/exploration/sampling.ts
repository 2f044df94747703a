/**
 * The chances with which `count` of the items are taken, in proportion to their weights, which are
 * positive; no chance is above 1, and what one would have had beyond it goes to the others. They add
 * up to `count`, or to how many items there are.
 */
export function inclusionChances(weights: readonly number[], count: number): number[] {
  const chances = weights.map(() => 1);
  let open = weights.map((_, i) => i);
  let left = count;
  while (open.length > left) {
    let total = 0;
    for (const i of open) total += weights[i]!;
    const room = left / total;
    const within = open.filter((i) => weights[i]! * room < 1);
    if (within.length === open.length) {
      for (const i of open) chances[i] = weights[i]! * room;
      break;
    }
    left -= open.length - within.length;
    open = within;
  }
  return chances;
}

/**
 * Takes each item with exactly its chance, and as many as the chances, a whole number together, add up
 * to: systematic sampling (Madow 1949). `u`: from 0 to below 1.
 */
export function systematicSample(chances: readonly number[], u: number): number[] {
  const taken: number[] = [];
  let reached = 0;
  for (let i = 0; i < chances.length; i++) {
    reached += chances[i]!;
    if (reached > u + taken.length) taken.push(i);
  }
  return taken;
}

/** `count` of the numbers from 0 to below `size`, rising, each choice as likely (Knuth, TAOCP 3.4.2 S). */
export function placesAmong(size: number, count: number, dice: () => number): number[] {
  const places: number[] = [];
  for (let place = 0; places.length < count; place++) {
    if ((size - place) * dice() < count - places.length) places.push(place);
  }
  return places;
}

/** The same in any order, each as likely (Fisher and Yates). */
export function shuffled<T>(values: readonly T[], dice: () => number): T[] {
  const order = [...values];
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor((i + 1) * dice());
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}
