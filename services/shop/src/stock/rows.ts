import { CURRENCY, type Shelved, shelved } from '../catalogue/catalogue.ts';

/** Long past: nothing in the shop is young, so that answers explore nothing. */
const FIRST_PUBLISHED = Date.UTC(2025, 0, 1);
const DAY_MS = 86_400_000;

export const addressOf = (id: string): string => `/items/${id}`;

/** The catalogue as `POST /v1/items` takes it, the same at every start. */
export const rows = shelved.map(rowOf);

function rowOf({ id, title, brand, price, category }: Shelved, place: number) {
  return {
    itemId: id,
    title,
    url: addressOf(id),
    image: `/pictures/${id}.svg`,
    categories: [category.id],
    price,
    currency: CURRENCY,
    publishedAt: FIRST_PUBLISHED + place * DAY_MS,
    properties: { brand },
  };
}
