import {
  type BehaviourEvent,
  behaviourEventCodec,
  isAgreedTo,
  isHandovers,
  uncopied,
} from '@freshet/events';
import type { LogRecord } from '@freshet/stream';
import type { Columns, Row, Table } from './table.ts';

const columns: Columns = {
  id: 'STRING',
  site: 'STRING',
  type: 'STRING',
  userId: 'STRING',
  anonymousId: 'STRING',
  sessionId: 'STRING',
  itemId: 'STRING',
  categories: 'JSON',
  items: 'JSON',
  orderId: 'STRING',
  value: 'DOUBLE',
  currency: 'STRING',
  at: 'TIMESTAMP',
  occurredAt: 'TIMESTAMP',
  receivedAt: 'TIMESTAMP',
  recommId: 'STRING',
  position: 'INT32',
  previousId: 'STRING',
  consent: 'JSON',
  context: 'JSON',
  properties: 'JSON',
  historySource: 'STRING',
  historySequence: 'INT64',
};

/** What visitors did who have agreed to analysis, or were not asked; erasures themselves are not of it. */
export const eventsTable: Table = { columns, isFold: false, reader: () => rowsOf };

function rowsOf({ value }: LogRecord): readonly Row[] {
  const bytes = uncopied(value);
  if (bytes === null || isHandovers(bytes)) return [];
  const event = behaviourEventCodec.decode(bytes);
  return event.type === 'erase' || !isAgreedTo(event, 'analytics') ? [] : [rowOf(event)];
}

function rowOf({ history, context, properties, ...event }: BehaviourEvent): Row {
  return {
    ...event,
    context: parsed(context),
    properties: parsed(properties),
    historySource: history?.source ?? null,
    historySequence: history?.sequence ?? null,
  };
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));
