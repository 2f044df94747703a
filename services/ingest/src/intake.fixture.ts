import type { Intake } from './behaviour-record.ts';

export const receivedAt = Date.UTC(2026, 10, 21, 12);

/** Events that have just happened, on a site that knows one item's categories. */
export const live: Intake = {
  site: 'default',
  receivedAt,
  latenessMs: 86_400_000,
  clockErrorMs: 0,
  source: null,
  catalogue: { categories: (key) => (key === 'default/shoe' ? ['shoes', 'sale'] : []) },
};
export const history: Intake = { ...live, latenessMs: Infinity, source: 'shop-2025' };

export const click = { type: 'click', userId: 'u1', itemId: 'shoe' };
