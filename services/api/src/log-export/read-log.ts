import { type NamespacePlan, partitionOf, topics } from '@freshet/events';
import { type Erasures, liveEventTopic, type Log, type PartitionOffsets } from '@freshet/stream';
import {
  answerEntries,
  type EntriesOf,
  type Entry,
  eventEntries,
  letterEntries,
} from './entries.ts';

export interface LogSpan extends PartitionOffsets {
  readonly topic: string;
  readonly entriesOf: EntriesOf;
}

export interface SpanSources {
  readonly log: Pick<Log, 'admin'>;
  readonly erasures: Pick<Erasures, 'isErased'>;
}

/**
 * Where the log may hold something of the profiles of these keys: their partitions of events, and all of what
 * lies elsewhere. Up to now: what comes in during an export would go on for ever.
 * @throws FreshetError LOG_UNREACHABLE.
 */
export async function spansOf(
  { log: { admin }, erasures }: SpanSources,
  plan: NamespacePlan,
  keys: ReadonlySet<string>,
): Promise<readonly LogSpan[]> {
  const events = liveEventTopic(plan);
  await admin.ensureTopics([events, ...others]);
  const count = admin.partitions(events.name);
  const theirs = new Set([...keys].map((key) => partitionOf(key, count)));
  const spans = await Promise.all([
    spansIn(events.name, eventEntries),
    spansIn(quarantine, letterEntries(quarantine)),
    spansIn(letters, letterEntries(letters)),
    spansIn(topics.recommendationAnswers.name, answerEntries(erasures)),
  ]);
  return spans
    .flat()
    .filter(({ topic, partition }) => topic !== events.name || theirs.has(partition));

  async function spansIn(topic: string, entriesOf: EntriesOf): Promise<LogSpan[]> {
    const offsets = await admin.offsets(topic);
    return offsets
      .filter(({ start, end }) => end > start)
      .map((span) => ({ ...span, topic, entriesOf }));
  }
}

const others = [topics.behaviourQuarantine, topics.deadLetters, topics.recommendationAnswers];
const quarantine = topics.behaviourQuarantine.name;
const letters = topics.deadLetters.name;

/** Hands over every entry of these profiles, in the order of each partition, as fast as they are taken. */
export async function readEntries(
  log: Pick<Log, 'read'>,
  spans: readonly LogSpan[],
  keys: ReadonlySet<string>,
  { take, signal }: { take(entry: Entry): Promise<void>; readonly signal: AbortSignal },
): Promise<void> {
  for (const { topic, partition, start, end, entriesOf } of spans) {
    await log.read({
      topic,
      partition,
      from: start,
      to: end,
      async handle(records) {
        for (const record of records) {
          for (const entry of entriesOf(record, keys)) await take(entry);
        }
        signal.throwIfAborted();
        return 'more';
      },
    });
  }
}
