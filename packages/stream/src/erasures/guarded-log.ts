import type { Batch, Log, LogRecord, Pause } from '../log.ts';
import { type Erasures, type ErasuresOptions, openErasures } from './erasures.ts';
import { isForgotten, isPersonal } from './forgotten.ts';
import { noteErasures } from './noting.ts';

/** The log as every service reads it, with the register of who asked to be forgotten. */
export async function guardLog(
  options: ErasuresOptions,
): Promise<{ readonly log: Log; readonly erasures: Erasures }> {
  const { log, logger } = options;
  const erasures = await openErasures(options);
  const note = (batch: Batch) =>
    noteErasures(batch, { publisher: log.publisher, erasures, logger });
  return { log: withoutForgotten(log, erasures, note), erasures };
}

/**
 * The log without what people asked to forget: nobody who reads through it, now or from the start again,
 * in whatever namespace, is handed what was received before. A group is handed the bare offset, since it
 * has to come past it.
 */
function withoutForgotten(
  log: Log,
  erasures: Erasures,
  note: (batch: Batch) => Promise<Pause | undefined>,
): Log {
  const isOver = (topic: string) => (record: LogRecord) => isForgotten(topic, record, erasures);

  function barred(topic: string, batch: Batch): Batch {
    const isGone = isOver(topic);
    if (!batch.records.some(isGone)) return batch;
    const records = batch.records.map((record) => (isGone(record) ? bare(record) : record));
    return { ...batch, records };
  }

  return {
    publisher: log.publisher,
    admin: log.admin,
    consume(subscription) {
      const { topic, handle } = subscription;
      if (!isPersonal(topic)) return log.consume(subscription);
      return log.consume({
        ...subscription,
        handle: async (batch) => (await note(batch)) ?? handle(barred(topic, batch)),
      });
    },
    follow(following) {
      const { topic, record } = following;
      if (!isPersonal(topic)) return log.follow(following);
      const isGone = isOver(topic);
      return log.follow({
        ...following,
        record: (each, partition) => (isGone(each) ? undefined : record(each, partition)),
      });
    },
    read(range) {
      const { topic, handle } = range;
      if (!isPersonal(topic)) return log.read(range);
      const isGone = isOver(topic);
      return log.read({
        ...range,
        async handle(records) {
          const kept = records.filter((record) => !isGone(record));
          return kept.length === 0 ? 'more' : handle(kept);
        },
      });
    },
    close: () => log.close(),
  };
}

const bare = ({ offset, timestamp }: LogRecord): LogRecord => ({
  offset,
  timestamp,
  key: null,
  value: null,
  isForgotten: true,
});
