import { typeName } from './event-type.ts';
import { currencyOf, eachProduct, linesOf, productsIn, shown } from './products.ts';
import { recommendedBy } from './recommended.ts';
import { textOf } from '../text.ts';
import { type Act, numberOf, type Row } from './row.ts';
import type { SelfDescribing } from './self-describing.ts';

/** What an action of the e-commerce plugin says here, by its type; entities carry what it is about. */
const meanings: Readonly<
  Record<string, (entities: readonly SelfDescribing[], action: Row) => readonly Act[]>
> = {
  product_view: (entities) => eachProduct('view', entities),
  list_click: (entities) => eachProduct('click', entities),
  list_view: (entities, { name }) => shown(entities, { list: name }),
  add_to_cart: (entities) => [cart(entities)],
  transaction: (entities) => [purchase(entities)],
  refund: (entities) => [refund(entities)],
};

/**
 * A `snowplow_ecommerce_action`. One that we have no word for, or that lacks the products it would be about,
 * is kept under its own name.
 */
export function ecommerceActs(
  { data }: SelfDescribing,
  entities: readonly SelfDescribing[],
): readonly Act[] {
  const { type, ...rest } = data;
  const name = typeof type === 'string' ? type : 'snowplow_ecommerce_action';
  const acts = Object.hasOwn(meanings, name) ? meanings[name]!(entities, data) : [];
  const isWhole = acts.length > 0 && (name === 'refund' || productsIn(entities).length > 0);
  if (isWhole) return acts;
  const items = linesOf(productsIn(entities));
  return [{ type: typeName(name), ...(items.length > 0 && { items }), properties: rest }];
}

function cart(entities: readonly SelfDescribing[]): Act {
  const products = productsIn(entities);
  const { currency } = dataOf('cart', entities);
  return {
    type: 'cart',
    items: linesOf(products),
    currency: currencyOf(currency ?? products[0]?.currency),
    ...recommendedBy(entities),
  };
}

function purchase(entities: readonly SelfDescribing[]): Act {
  const { transaction_id: id, revenue, currency } = dataOf('transaction', entities);
  return {
    type: 'purchase',
    orderId: textOf(id),
    value: numberOf(revenue),
    currency: currencyOf(currency),
    items: linesOf(productsIn(entities)),
    ...recommendedBy(entities),
  };
}

/** Without products all of the order is given back. */
function refund(entities: readonly SelfDescribing[]): Act {
  const { transaction_id: id, refund_amount: amount, currency } = dataOf('refund', entities);
  return {
    type: 'refund',
    orderId: textOf(id),
    value: numberOf(amount),
    currency: currencyOf(currency),
    items: linesOf(productsIn(entities)),
  };
}

function dataOf(entity: string, entities: readonly SelfDescribing[]): Row {
  return entities.find(({ name }) => name === entity)?.data ?? {};
}
