import { currencyOf } from '../amounts.ts';
import { textOf } from '../text.ts';
import { lineOf } from './products.ts';
import { type Act, numberOf, type Row, said } from './row.ts';
import type { SelfDescribing } from './self-describing.ts';

/** `tr`, which has no items: they follow as events of their own, maybe in another request. */
export function legacyTransaction(row: Row): Act {
  const properties = said({
    orderId: row.tr_id,
    affiliation: row.tr_af,
    total: numberOf(row.tr_tt),
    tax: numberOf(row.tr_tx),
    shipping: numberOf(row.tr_sh),
    city: row.tr_ci,
    state: row.tr_st,
    country: row.tr_co,
    currency: row.tr_cu,
  });
  return { type: 'transaction', properties };
}

/** `ti`: a purchase of one item. An order counts once by its id, so that of each item takes the item's as well. */
export function legacyTransactionItem(row: Row): Act {
  const itemId = textOf(row.ti_sk);
  const order = textOf(row.ti_id);
  const areTexts = typeof order === 'string' && typeof itemId === 'string';
  return {
    type: 'purchase',
    orderId: areTexts ? `${order}:${itemId}` : order,
    currency: currencyOf(row.ti_cu),
    items: [lineOf(itemId, row.ti_qu, row.ti_pr)],
    properties: said({ orderId: order, name: row.ti_nm, category: row.ti_ca }),
  };
}

/** `add_to_cart` and `remove_from_cart`, from before there were actions of the e-commerce plugin. */
export function legacyCart({ name, data }: SelfDescribing): Act {
  const { sku, quantity, unitPrice, currency, ...properties } = data;
  return {
    type: name === 'add_to_cart' ? 'cart' : 'retract:cart',
    currency: currencyOf(currency),
    items: [lineOf(sku, quantity, unitPrice)],
    properties,
  };
}
