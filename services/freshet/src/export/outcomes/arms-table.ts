import { type ArmCell, MONEY_PARTS, type Outcome, parseCellKey } from '@freshet/attribution';
import { parseProfileKey } from '@freshet/events';
import type { Columns, Row, Table } from '../table.ts';
import type { Attributed, FoldOptions } from './attribution-fold.ts';
import { foldedTable } from './folded-table.ts';

const columns: Columns = {
  id: 'STRING',
  site: 'STRING',
  type: 'STRING',
  userId: 'STRING',
  anonymousId: 'STRING',
  orderId: 'STRING',
  at: 'TIMESTAMP',
  experiment: 'STRING',
  variant: 'STRING',
  visitors: 'INT32',
  buyers: 'INT32',
  impressions: 'INT32',
  clicks: 'INT32',
  orders: 'INT32',
  value: 'DOUBLE',
  currency: 'STRING',
};

/** What visitors of experiments do, wherever they came by it: each event as it counts for an arm. */
export const armsTable = (options: FoldOptions): Table =>
  foldedTable(columns, options, (attributed) =>
    attributed.outcomes.flatMap((outcome) => rowsOf(outcome, attributed)),
  );

function rowsOf({ cell, at, counts, money }: Outcome, { key, event }: Attributed): readonly Row[] {
  const parsed = parseCellKey(cell);
  if (parsed?.kind !== 'arm') return [];
  // Amounts in too many currencies: the figures say how many, but not what they were.
  if (money === null && counts.every(([measure]) => measure === 'leftOut')) return [];
  const { site, experiment, variant }: ArmCell = parsed;
  const { userId, anonymousId } = event ?? parseProfileKey(key);
  const amounts = new Map(counts);
  const amount = (measure: (typeof counts)[number][0]) => amounts.get(measure) ?? 0;
  const row = {
    id: event?.id,
    site,
    type: event?.type,
    userId,
    anonymousId,
    orderId: event?.orderId,
    at,
    experiment,
    variant,
    visitors: amount('visitors'),
    buyers: amount('buyers'),
    impressions: amount('impressions'),
    clicks: amount('clicks'),
    orders: amount('orders'),
    value: money && money.sum / MONEY_PARTS,
    currency: money?.currency || null,
  };
  return [row];
}
