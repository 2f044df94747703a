import { addToLevel } from './decay.ts';

/** How much a profile is drawn to one item or category: a decaying score in log2 form. */
export interface Affinity {
  readonly id: string;
  level: number;
}

/**
 * Adds `weight` to `id`'s score. At the bound the weakest other entry makes room: the new one always
 * gets in, or a long-known profile could never change its taste.
 */
export function addAffinity(
  affinities: Affinity[],
  id: string,
  weight: number,
  atMs: number,
  { halfLifeMs, max }: { halfLifeMs: number; max: number },
): void {
  const known = affinities.find((affinity) => affinity.id === id);
  if (known !== undefined) {
    known.level = addToLevel(known.level, weight, atMs, halfLifeMs);
    return;
  }
  if (affinities.length >= max) affinities.splice(weakest(affinities), 1);
  affinities.push({ id, level: addToLevel(Number.NEGATIVE_INFINITY, weight, atMs, halfLifeMs) });
}

function weakest(affinities: readonly Affinity[]): number {
  let at = 0;
  for (let i = 1; i < affinities.length; i++) {
    if (affinities[i]!.level < affinities[at]!.level) at = i;
  }
  return at;
}
