import { clothing } from './clothing.ts';
import { garden } from './garden.ts';
import type { ShopCategory, ShopItem } from './item.ts';
import { kitchen } from './kitchen.ts';
import { lights } from './lights.ts';
import { packs } from './packs.ts';
import { sleeping } from './sleeping.ts';
import { tents } from './tents.ts';
import { water } from './water.ts';

export const CURRENCY = 'EUR';

export const categories: readonly ShopCategory[] = [
  tents,
  sleeping,
  kitchen,
  packs,
  lights,
  clothing,
  garden,
  water,
];

/** An item and where it stands. */
export interface Shelved extends ShopItem {
  readonly category: ShopCategory;
}

export const shelved: readonly Shelved[] = categories.flatMap((category) =>
  category.items.map((item) => ({ ...item, category })),
);

const byId = new Map(shelved.map((item) => [item.id, item] as const));
const categoryById = new Map(categories.map((category) => [category.id, category] as const));

export const itemOf = (id: string): Shelved | undefined => byId.get(id);
export const categoryOf = (id: string): ShopCategory | undefined => categoryById.get(id);
