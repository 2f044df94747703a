import type { Fault } from '../fault.ts';
import { type DistributedStage, INGESTS, WORKERS } from '../system/distributed.ts';
import type { EmbeddedStage } from '../system/embedded.ts';
import { jumpClientClock } from './client-clock.ts';
import { cutAof } from './cut-aof.ts';
import { cutSegment } from './cut-segment.ts';
import { killBroker } from './kill-broker.ts';
import { killProcess } from './kill-process.ts';
import { promoteReplica } from './promote-replica.ts';
import { stopBrokers } from './stop-brokers.ts';
import { stopWorker } from './stop-worker.ts';
import { strikeAtFailpoint } from './strike-at-failpoint.ts';
import { tearJournal } from './tear-journal.ts';

/** What may happen to each form; a fault that stands twice strikes twice as often. */
export const distributedFaults: readonly Fault<DistributedStage>[] = [
  killProcess('worker', WORKERS, ({ workers }, i) => workers[i]!),
  stopWorker,
  strikeAtFailpoint('SIGKILL'),
  strikeAtFailpoint('SIGKILL'),
  strikeAtFailpoint('SIGSTOP'),
  killProcess('ingest', INGESTS, ({ ingests }, i) => ingests[i]!),
  killProcess('api', 1, ({ api }) => api),
  killBroker,
  cutSegment,
  stopBrokers,
  tearJournal,
  cutAof,
  cutAof,
  promoteReplica,
  jumpClientClock,
];

const killFreshet = killProcess<EmbeddedStage>('freshet', 1, ({ freshet }) => freshet);

export const embeddedFaults: readonly Fault<EmbeddedStage>[] = [
  killFreshet,
  killFreshet,
  killFreshet,
  jumpClientClock,
];
