import { openApi, type Sessions } from './api.ts';

export interface Answer {
  readonly recommId: string;
  readonly strategy: string;
  readonly fallback: boolean;
  readonly degraded?: boolean;
  readonly weights?: Readonly<Record<string, number>>;
  readonly items: readonly {
    itemId: string;
    score: number;
    reasons?: readonly object[];
    features?: Readonly<Record<string, number>>;
    boost?: number;
  }[];
}

export const idsOf = ({ items }: Answer) => items.map(({ itemId }) => itemId);

/** Ten users go A, X; five go B, Y; P is visited by twenty who go nowhere. */
const crowd: Sessions = Object.fromEntries([
  ...Array.from({ length: 10 }, (_, i) => [`ax${i}`, ['A', 'X']]),
  ...Array.from({ length: 5 }, (_, i) => [`by${i}`, ['B', 'Y']]),
  ...Array.from({ length: 20 }, (_, i) => [`p${i}`, ['P']]),
]);

export async function openShop() {
  const api = await openApi();
  await api.visit({ ...crowd, visitor: ['A'] });
  return api;
}
