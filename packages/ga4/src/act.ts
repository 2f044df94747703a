import { fieldsOf, idOf, numberOf } from './fields.ts';

export interface Line {
  readonly itemId: string;
  readonly quantity?: number;
  readonly price?: number;
}

/** What a GA4 event says in Freshet's words: fields of `POST /v1/events`, without those that it leaves open. */
export interface Act {
  readonly type: 'view' | 'click' | 'impression' | 'cart' | 'retract:cart' | 'purchase' | 'refund';
  /** Of a view and a click; the others have lines. */
  readonly itemId?: string;
  readonly items?: readonly Line[];
  readonly orderId?: string;
  readonly value?: number;
  readonly currency?: string;
  /** The answer that showed the item, as a site says by `recomm_id`, which is not of GA4. */
  readonly recommId?: string;
  /** Where in that answer, from 1; GA4's `index` is from 0. */
  readonly position?: number;
}

const TYPES: ReadonlyMap<unknown, Act['type']> = new Map([
  ['view_item', 'view'],
  ['view_item_list', 'impression'],
  ['select_item', 'click'],
  ['add_to_cart', 'cart'],
  ['remove_from_cart', 'retract:cart'],
  ['purchase', 'purchase'],
  ['refund', 'refund'],
]);

/** As many as one event may have; GA4 takes 200, and those past our bound are left out. */
const LINES_MAX = 100;

/**
 * The act that a GA4 event of this name and these parameters tells of; undefined for one that moves
 * nothing here, or names no item. Other names (`begin_checkout`, `view_cart` …) move nothing.
 * https://developers.google.com/analytics/devguides/collection/ga4/reference/events
 */
export function actOf(name: unknown, params: unknown): Act | undefined {
  const type = TYPES.get(name);
  const { items, transaction_id, value, currency, recomm_id } = fieldsOf(params);
  const rows = Array.isArray(items) ? items.slice(0, LINES_MAX).map(fieldsOf) : [];
  const [first] = rows;
  const lines = rows.flatMap(lineOf);
  const [line] = lines;
  const orderId = idOf(transaction_id);
  // A refund may be of a whole order.
  if (!type || (!line && (type !== 'refund' || !orderId))) return undefined;
  const from = answerOf(recomm_id ?? first?.['recomm_id'], first?.['index']);
  if (type === 'view' || type === 'click') return { type, itemId: line!.itemId, ...from };
  const code = idOf(currency) ?? idOf(first?.['currency']) ?? '';
  const total = numberOf(value);
  return {
    type,
    items: lines,
    ...(orderId && { orderId }),
    ...(total !== undefined && { value: total }),
    ...(/^[a-z]{3}$/i.test(code) && { currency: code.toUpperCase() }),
    ...from,
  };
}

/** GA4 wants `item_id` or a name, which is no id; its older libraries wrote `id`. */
function lineOf(row: Readonly<Record<string, unknown>>): Line[] {
  const itemId = idOf(row['item_id']) ?? idOf(row['id']);
  if (!itemId) return [];
  const quantity = numberOf(row['quantity']);
  const price = numberOf(row['price']);
  return [{ itemId, ...(quantity! > 0 && { quantity }), ...(price! >= 0 && { price }) }];
}

function answerOf(answer: unknown, index: unknown): Pick<Act, 'recommId' | 'position'> {
  const recommId = idOf(answer);
  if (!recommId) return {};
  const position = numberOf(index)! + 1;
  return { recommId, ...(Number.isInteger(position) && position > 0 && { position }) };
}
