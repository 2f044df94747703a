import { ORDER_LINES_MAX } from '@freshet/events';
import { POSITION_MAX, PURPOSES_MAX, SEQUENCE_MAX } from './limits.ts';
import { ajv } from './schema-compiler.ts';

/** One event as a client posts it (DESIGN §8); null means absent. */
export interface PostedEvent {
  id?: string | null;
  type: string;
  userId?: string | null;
  anonymousId?: string | null;
  sessionId?: string | null;
  itemId?: string | null;
  items?: PostedLine[] | null;
  orderId?: string | null;
  value?: number | null;
  currency?: string | null;
  /** Epoch ms or ISO 8601. */
  occurredAt?: number | string | null;
  recommId?: string | null;
  /** Where the item stood in the answer that `recommId` names, from 1. */
  position?: number | null;
  context?: object | null;
  properties?: object | null;
  /** Of an `alias` only: who the user was until now. */
  previousId?: string | null;
  /** The purposes that the visitor has agreed to. */
  consent?: string[] | null;
  /** Imported history only: its place in the source, rising within each profile. */
  sequence?: number;
}

export interface PostedLine {
  itemId: string;
  quantity?: number | null;
  price?: number | null;
}

const identifier = { type: ['string', 'null'], format: 'identifier' };
const freeForm = { type: ['object', 'null'] };

const orderLine = {
  type: 'object',
  properties: {
    itemId: { type: 'string', format: 'identifier' },
    quantity: { type: ['number', 'null'], exclusiveMinimum: 0 },
    price: { type: ['number', 'null'], minimum: 0 },
  },
  required: ['itemId'],
  additionalProperties: false,
};

export const eventFields = {
  id: identifier,
  type: { type: 'string', format: 'event-type' },
  userId: identifier,
  anonymousId: identifier,
  sessionId: identifier,
  itemId: identifier,
  items: { type: ['array', 'null'], items: orderLine, maxItems: ORDER_LINES_MAX },
  orderId: identifier,
  value: { type: ['number', 'null'] },
  currency: { type: ['string', 'null'], format: 'currency' },
  occurredAt: { type: ['number', 'string', 'null'] },
  recommId: identifier,
  position: { type: ['integer', 'null'], minimum: 1, maximum: POSITION_MAX },
  context: freeForm,
  properties: freeForm,
  previousId: identifier,
  consent: {
    type: ['array', 'null'],
    items: { type: 'string', format: 'purpose' },
    maxItems: PURPOSES_MAX,
  },
};

export const historyFields = {
  ...eventFields,
  occurredAt: { type: ['number', 'string'] },
  sequence: { type: 'integer', minimum: 0, maximum: SEQUENCE_MAX },
};

export const isLiveEvent = ajv.compile<PostedEvent>({
  type: 'object',
  properties: eventFields,
  required: ['type'],
  additionalProperties: false,
});

export const isHistoryEvent = ajv.compile<PostedEvent>({
  type: 'object',
  properties: historyFields,
  required: ['type', 'sequence', 'occurredAt'],
  additionalProperties: false,
});
