export type {
  Ack,
  Batch,
  Consumer,
  Follower,
  Following,
  Log,
  LogAdmin,
  LogRecord,
  OutgoingRecord,
  PartitionOffsets,
  Pause,
  Place,
  Position,
  Publisher,
  Range,
  Retention,
  Subscription,
  Verdict,
} from './log.ts';
export { createProcessorMetrics, type ProcessorMetrics } from './processor/metrics.ts';
export type {
  Decoded,
  Derived,
  Processor,
  Result,
  Snapshot,
  Sourced,
} from './processor/processor.ts';
export {
  type ProcessorRuntime,
  type RunningProcessor,
  runProcessor,
} from './processor/run-processor.ts';
export { changeRetention } from './retention-change.ts';
