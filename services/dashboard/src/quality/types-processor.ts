import { type DashboardAct, topics } from '@freshet/events';
import type { Processor } from '@freshet/stream';
import { decodeActs } from '../acts/decode-acts.ts';
import { SeenTypes } from './seen-types.ts';
import { seenTypesCodec } from './seen-types-value.ts';

export const TYPES_GROUP = 'dashboard-types';

/** Seconds after its last event when a site is forgotten. */
const SITE_IDLE_S = 60 * 86_400;
/** Few sites take in very many acts. */
const FLUSH_INTERVAL_MS = 2_000;

/** dashboard.acts → which types each site sends, and what is not as planned of them. */
export const typesProcessor: Processor<DashboardAct, SeenTypes, never> = {
  group: TYPES_GROUP,
  input: topics.dashboardActs,
  codec: seenTypesCodec,
  stateTtlS: SITE_IDLE_S,
  flushIntervalMs: FLUSH_INTERVAL_MS,
  flushKeysMax: 100,
  decode({ value }) {
    const { sourcePartition, offsets, acts } = decodeActs(value);
    return { inputs: acts, source: { partition: sourcePartition, offsets } };
  },
  key: ({ site }) => site,
  at: ({ at }) => at,
  receivedAt: ({ receivedAt }) => receivedAt,
  process(act, known) {
    const state = known ?? new SeenTypes();
    state.see(act);
    return { state, outputs: [] };
  },
};
