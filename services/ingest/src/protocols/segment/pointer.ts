import { isObject } from '@freshet/runtime';
import { plainName } from '../plain-name.ts';
import { listsProducts } from './ecommerce.ts';

/** Where a message has what our events have in these fields. */
const places: Readonly<Record<string, string>> = {
  id: '/messageId',
  type: '/event',
  itemId: '/properties/product_id',
  items: '/properties/products',
  orderId: '/properties/order_id',
  currency: '/properties/currency',
  recommId: '/properties/recommId',
  position: '/properties/position',
  sessionId: '/context/sessionId',
  consent: '/context/consent/categoryPreferences',
};

/** Where in a message the thing stands that a pointer into its event leads to. */
export function segmentPointer(message: unknown, pointer: string): string {
  const [, field = '', ...rest] = pointer.split('/');
  if (field === '') return pointer;
  const below = rest.map((part) => `/${part === 'itemId' ? 'product_id' : part}`).join('');
  return placeOf(field, isObject(message) ? message : {}) + below;
}

function placeOf(field: string, message: Readonly<Record<string, unknown>>): string {
  if (field === 'occurredAt') {
    return message['originalTimestamp'] == null ? '/timestamp' : '/originalTimestamp';
  }
  if (field === 'properties' && message['properties'] == null && message['traits'] != null) {
    return '/traits';
  }
  if (field === 'itemId' && isOfProducts(message)) return '/properties/products';
  if (field === 'value') return `/properties/${valueIn(message['properties'])}`;
  return places[field] ?? `/${field}`;
}

function isOfProducts({ event }: Readonly<Record<string, unknown>>): boolean {
  return typeof event === 'string' && listsProducts(plainName(event));
}

function valueIn(properties: unknown): string {
  const names = ['rating', 'revenue', 'total', 'value'];
  return names.find((name) => isObject(properties) && properties[name] != null) ?? 'revenue';
}
