import { MONEY_PARTS, parseCellKey, type PlaceCell } from '@freshet/attribution';
import { parseProfileKey } from '@freshet/events';
import type { Columns, Row, Table } from '../table.ts';
import { type Attributed, AttributionFold, type FoldOptions } from './attribution-fold.ts';

const columns: Columns = {
  id: 'STRING',
  site: 'STRING',
  type: 'STRING',
  userId: 'STRING',
  anonymousId: 'STRING',
  itemId: 'STRING',
  orderId: 'STRING',
  at: 'TIMESTAMP',
  recommId: 'STRING',
  answeredAt: 'TIMESTAMP',
  clickedAt: 'TIMESTAMP',
  scenario: 'STRING',
  strategy: 'STRING',
  experiment: 'STRING',
  variant: 'STRING',
  position: 'STRING',
  impressions: 'INT32',
  clicks: 'INT32',
  orders: 'INT32',
  value: 'DOUBLE',
  currency: 'STRING',
};

/** What became of the lists: each impression, click and line of an order as it counts in the figures. */
export const outcomesTable = (options: FoldOptions): Table => ({
  columns,
  isFold: true,
  reader(partition) {
    const fold = new AttributionFold(options);
    const first = options.namespace.from[partition] ?? 0;
    return (record) => (record.offset < first ? [] : fold.take(record).map(rowOf));
  },
});

function rowOf({ act, key, event, answer }: Attributed): Row {
  const place = parseCellKey(act.place) as PlaceCell;
  // A purchase goes to the click before it, whatever answer it says that it comes from.
  const brought = event?.type === 'purchase' || event?.type === 'refund' ? null : answer;
  const { userId, anonymousId } = event ?? parseProfileKey(key);
  return {
    id: event?.id,
    site: place.site,
    type: event?.type,
    userId,
    anonymousId,
    itemId: act.itemId,
    orderId: event?.orderId,
    at: act.at,
    recommId: brought && event?.recommId,
    answeredAt: brought?.at,
    clickedAt: act.clickedAt,
    scenario: place.scenario,
    strategy: place.strategy,
    experiment: place.experiment || null,
    variant: place.variant || null,
    position: place.position || null,
    impressions: act.impressions,
    clicks: act.clicks,
    orders: act.orders,
    value: act.money && act.money.sum / MONEY_PARTS,
    currency: act.money?.currency || null,
  };
}
