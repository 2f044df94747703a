import { ORDER_LINES_MAX } from '@freshet/events';
import type { Refusal } from '../../report.ts';
import { csvRows } from '../../source/csv-rows.ts';
import { type Source, unreadable } from '../../source/source.ts';
import { type EventEntry, isRefusal, type PastEvent, profileMissing } from '../entry.ts';
import {
  type EventColumns,
  type Field,
  type LocatedColumns,
  locateEventColumns,
} from './columns.ts';
import { timeOf } from './time.ts';

export interface CsvOptions {
  readonly columns: EventColumns | undefined;
  /** Of rows that do not say. */
  readonly type: string;
  /** What the file calls a type, and ours. */
  readonly types: ReadonlyMap<string, string>;
}

/**
 * Events of a csv or tsv with a header line, a row each; rows of one order that follow each other are
 * one event. @throws FreshetError IMPORT_FILE_INVALID.
 */
export async function* csvEvents(source: Source, options: CsvOptions): AsyncGenerator<EventEntry> {
  let columns: LocatedColumns | undefined;
  let order: EventEntry | undefined;
  let line = 1;
  try {
    for await (const row of csvRows(source)) {
      line = row.line;
      if (columns === undefined) {
        columns = locateEventColumns(row.fields, options.columns);
        continue;
      }
      const entry = { place: `line ${line}`, event: eventOf(row.fields, columns, options) };
      const joined: EventEntry | undefined = order && joinedOrder(order, entry);
      if (order !== undefined && joined === undefined) yield order;
      order = joined ?? entry;
    }
    if (columns === undefined) throw new Error('it is empty');
    if (order !== undefined) yield order;
  } catch (cause) {
    if (order !== undefined) yield order;
    throw unreadable(source.name, cause, `line ${line}`);
  }
}

function eventOf(
  record: readonly string[],
  columns: LocatedColumns,
  options: CsvOptions,
): PastEvent | Refusal {
  if (record.length !== columns.count) {
    const message = `${record.length} fields where the header has ${columns.count}`;
    return { code: 'FIELDS_MISMATCHED', message };
  }
  const text = (field: Field) => record[columns.at.get(field) ?? -1]?.trim() || undefined;
  const number = (field: Field) => (text(field) === undefined ? undefined : Number(text(field)));
  const named = text('type') ?? options.type;
  const type = options.types.get(named) ?? named;
  const [userId, session, itemId] = [text('user'), text('session'), text('item')];
  // Files without visitors: every session is a visitor of its own.
  const anonymousId = text('anonymous') ?? (userId === undefined ? session : undefined);
  if (userId === undefined && anonymousId === undefined) return profileMissing;
  const occurredAt = timeOf(text('time') ?? '', columns.timeUnit);
  if (occurredAt === undefined)
    return { code: 'TIME_INVALID', message: `"${text('time') ?? ''}" is no time` };
  const amounts = { quantity: number('quantity'), price: number('price'), value: number('value') };
  const wrong = Object.entries(amounts).find(([, amount]) => Number.isNaN(amount));
  if (wrong !== undefined) return { code: 'NUMBER_INVALID', message: `${wrong[0]} is no number` };
  const { value, ...ofLine } = amounts;
  const isOfLines = type === 'purchase' || type === 'cart' || type === 'refund';
  const of =
    isOfLines && itemId ? { items: [{ itemId, ...present(ofLine) }] } : present({ itemId });
  const rest = {
    userId,
    anonymousId,
    sessionId: session,
    orderId: text('order'),
    value,
    currency: text('currency'),
  };
  return { type, occurredAt, ...present(rest), ...of };
}

/** Both as one event, if they are lines of one order; those past the bound are left out. */
function joinedOrder(order: EventEntry, { event: next }: EventEntry): EventEntry | undefined {
  const { place, event } = order;
  if (!event || !next || isRefusal(event) || isRefusal(next)) return undefined;
  const isSame =
    event.orderId !== undefined &&
    event.orderId === next.orderId &&
    event.type === next.type &&
    event.userId === next.userId &&
    event.anonymousId === next.anonymousId;
  if (!isSame) return undefined;
  const items = [...(event.items ?? []), ...(next.items ?? [])].slice(0, ORDER_LINES_MAX);
  return { place, event: { ...event, items } };
}

function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: NonNullable<T[K]> };
}
