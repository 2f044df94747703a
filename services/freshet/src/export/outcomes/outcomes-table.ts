import { type Act, MONEY_PARTS, parseCellKey, type PlaceCell } from '@freshet/attribution';
import { decodeRecommId, parseProfileKey, type RecommIdSigner } from '@freshet/events';
import type { Columns, Row, Table } from '../table.ts';
import type { Attributed, FoldOptions } from './attribution-fold.ts';
import { foldedTable } from './folded-table.ts';

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
export const outcomesTable = (options: FoldOptions): Table =>
  foldedTable(columns, options, (attributed) =>
    attributed.acts.map((act) => rowOf(act, attributed, options.signer)),
  );

function rowOf(act: Act, { key, event }: Attributed, signer: RecommIdSigner): Row {
  const { recommId } = act;
  const place = parseCellKey(act.place) as PlaceCell;
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
    recommId,
    answeredAt: recommId === null ? null : decodeRecommId(recommId, signer)?.at,
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
