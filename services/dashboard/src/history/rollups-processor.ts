import { type DashboardAct, topics } from '@freshet/events';
import type { Decoded, Processor } from '@freshet/stream';
import { decodeActs } from '../acts/decode-acts.ts';
import { Cell } from './cell.ts';
import { cellCodec } from './cell-value.ts';
import { beginningOf, cellKey, RESOLUTIONS, type Resolution, resolutionOf } from './resolutions.ts';

export const ROLLUPS_GROUP = 'dashboard-history';

/** Few cells take in very many acts; what is newer than this is told live. */
const FLUSH_INTERVAL_MS = 2_000;

/** What an act adds to one cell, or takes from one that an earlier act was counted in. */
export type Change = { readonly key: string; readonly act: DashboardAct } & (
  | { readonly kind: 'add' }
  | { readonly kind: 'leave'; readonly left: NonNullable<DashboardAct['left']> }
);

/** dashboard.acts → cells of every resolution. */
export const rollupsProcessor: Processor<Change, Cell, never> = {
  group: ROLLUPS_GROUP,
  input: topics.dashboardActs,
  codec: cellCodec,
  stateTtlS: (key) => resolutionOf(key).keptS,
  flushIntervalMs: FLUSH_INTERVAL_MS,
  flushKeysMax: 500,
  decode({ value }): Decoded<Change> {
    const { sourcePartition, offsets, acts } = decodeActs(value);
    const changes = acts.map(changesOf);
    return {
      inputs: changes.flat(),
      source: {
        partition: sourcePartition,
        // Changes of one act have one offset: they are dropped, or not, together.
        offsets: changes.flatMap((each, i) => each.map(() => offsets[i]!)),
      },
    };
  },
  key: ({ key }) => key,
  at: ({ act }) => act.at,
  receivedAt: ({ act }) => act.receivedAt,
  process(change, known) {
    const cell = known ?? new Cell(resolutionOf(change.key).namesMax);
    if (change.kind === 'add') cell.add(change.act);
    else cell.leave(change.left);
    return { state: cell, outputs: [] };
  },
};

function changesOf(act: DashboardAct): Change[] {
  const { site, left } = act;
  return RESOLUTIONS.flatMap((resolution) => {
    if (!isKept(resolution, act.at, act)) return [];
    const added: Change = { kind: 'add', key: cellKey(site, resolution, act.at), act };
    if (left === null || !isKept(resolution, left.at, act)) return [added];
    return [added, { kind: 'leave', key: cellKey(site, resolution, left.at), act, left }];
  });
}

/** What was gone already when the act came would be kept anew, for as long again. */
function isKept({ stepS, keptS }: Resolution, at: number, { receivedAt }: DashboardAct): boolean {
  return beginningOf(stepS, at) > receivedAt - keptS * 1_000;
}
