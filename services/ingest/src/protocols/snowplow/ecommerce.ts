import { typeOf } from './event-type.ts';
import { currencyOf } from '../amounts.ts';
import { eachProduct, linesOf, productsIn, shown } from './products.ts';
import { recommendedBy } from './recommended.ts';
import { textOf } from '../text.ts';
import { type Act, numberOf, type Row } from './row.ts';
import type { SelfDescribing } from './self-describing.ts';

/** What an action is about. */
interface Subject {
  readonly products: readonly Row[];
  readonly entities: readonly SelfDescribing[];
  readonly action: Row;
}

/** What an action of the e-commerce plugin says here, by its type; entities carry what it is about. */
const meanings: Readonly<Record<string, (subject: Subject) => readonly Act[]>> = {
  product_view: ({ products, entities }) => eachProduct('view', products, entities),
  list_click: ({ products, entities }) => eachProduct('click', products, entities),
  list_view: ({ products, entities, action }) => shown(products, entities, { list: action.name }),
  add_to_cart: (subject) => [cart('cart', subject)],
  remove_from_cart: (subject) => [cart('retract:cart', subject)],
  transaction: (subject) => [purchase(subject)],
  refund: (subject) => [refund(subject)],
};

/**
 * A `snowplow_ecommerce_action`. One that we have no word for, or that lacks the products it would be about,
 * is kept under its own name.
 */
export function ecommerceActs(
  { vendor, data }: SelfDescribing,
  entities: readonly SelfDescribing[],
): readonly Act[] {
  const name = typeof data.type === 'string' ? data.type : 'snowplow_ecommerce_action';
  const products = productsIn(entities);
  const isWhole = products.length > 0 || name === 'refund';
  if (isWhole && Object.hasOwn(meanings, name)) {
    return meanings[name]!({ products, entities, action: data });
  }
  const { type: _, ...properties } = data;
  const items = linesOf(products);
  return [{ type: typeOf({ vendor, name }), ...(items.length > 0 && { items }), properties }];
}

function cart(type: 'cart' | 'retract:cart', { products, entities }: Subject): Act {
  const { currency } = dataOf('cart', entities);
  return {
    type,
    items: linesOf(products),
    currency: currencyOf(currency ?? products[0]?.currency),
    ...recommendedBy(entities),
  };
}

function purchase({ products, entities }: Subject): Act {
  const { transaction_id: id, revenue, currency } = dataOf('transaction', entities);
  return {
    type: 'purchase',
    orderId: textOf(id),
    value: numberOf(revenue),
    currency: currencyOf(currency),
    items: linesOf(products),
    ...recommendedBy(entities),
  };
}

/** Without products all of the order is given back. */
function refund({ products, entities }: Subject): Act {
  const { transaction_id: id, refund_amount: amount, currency } = dataOf('refund', entities);
  return {
    type: 'refund',
    orderId: textOf(id),
    value: numberOf(amount),
    currency: currencyOf(currency),
    items: linesOf(products),
  };
}

function dataOf(entity: string, entities: readonly SelfDescribing[]): Row {
  return entities.find(({ name }) => name === entity)?.data ?? {};
}
