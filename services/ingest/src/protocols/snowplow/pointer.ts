import { isObject } from '@freshet/runtime';

/** What of an event has a field of its own in a row. */
const own: Readonly<Record<string, string>> = {
  id: '/eid',
  userId: '/uid',
  anonymousId: '/duid',
  sessionId: '/sid',
  occurredAt: '/dtm',
  consent: '/cx',
};
/** The same of a legacy item (`ti`), and of its line. */
const ofItem: Readonly<Record<string, string>> = {
  itemId: '/ti_sk',
  quantity: '/ti_qu',
  price: '/ti_pr',
  orderId: '/ti_id',
  currency: '/ti_cu',
};

/**
 * Where in a row the thing stands that a pointer into its event leads to. Of an encoded field it is that field:
 * properties and type come of the event, all else of its entities, if there are any.
 */
export function snowplowPointer(row: unknown, pointer: string): string {
  if (pointer === '' || !isObject(row)) return pointer;
  const parts = pointer.split('/').slice(1);
  const [field = ''] = parts;
  const last = parts.at(-1)!;
  if (own[field] !== undefined) return own[field];
  if (row['e'] === 'ti') return ofItem[last] ?? pointer;
  if (row['e'] !== 'ue') return pointer;
  const isOfEvent = field === 'properties' || field === 'type';
  const fields = [...(isOfEvent ? [] : ['cx', 'co']), 'ue_px', 'ue_pr'];
  return `/${fields.find((name) => row[name] != null) ?? field}`;
}
