import type { Topic } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import type { LogAdmin, Retention } from './log.ts';

/**
 * Changes how long one of all these topics is kept, unless a record made from another could then go
 * before it: a rebuild from the source would add to state what the receiver no longer remembers.
 * @throws FreshetError RETENTION_REFUSED, LOG_UNREACHABLE.
 */
export async function changeRetention(
  admin: LogAdmin,
  topic: Topic,
  change: Partial<Retention>,
  all: readonly Topic[],
): Promise<Retention> {
  if (topic.retentionMs === undefined) {
    throw refusal(topic, 'is compacted, or cut by who writes it; it has no bound to change');
  }
  const wanted = { ...(await admin.retention(topic.name)), ...change };
  await checkAgainstSource(admin, topic, wanted);
  await checkAgainstDerived(admin, topic, wanted, all);
  await admin.setRetention(topic.name, wanted);
  return wanted;
}

async function checkAgainstSource(admin: LogAdmin, topic: Topic, wanted: Retention): Promise<void> {
  const { outlives } = topic;
  if (outlives === undefined) return;
  if (wanted.bytes >= 0) {
    throw refusal(topic, `must outlast ${outlives}, which no bound of its size can promise`);
  }
  const source = await admin.retention(outlives);
  if (isAtLeast(wanted.ms, source.ms)) return;
  throw refusal(
    topic,
    `must be kept at least as long as ${outlives} (${source.ms} ms), not ${wanted.ms} ms; shorten that first`,
  );
}

async function checkAgainstDerived(
  admin: LogAdmin,
  topic: Topic,
  wanted: Retention,
  all: readonly Topic[],
): Promise<void> {
  for (const { name } of all.filter(({ outlives }) => outlives === topic.name)) {
    const { ms } = await admin.retention(name);
    if (isAtLeast(ms, wanted.ms)) continue;
    throw refusal(
      topic,
      `cannot be kept ${wanted.ms} ms while ${name} is kept ${ms} ms; raise that first`,
    );
  }
}

/** −1 is for ever. */
const isAtLeast = (ms: number, other: number): boolean => ms < 0 || (other >= 0 && ms >= other);

function refusal({ name }: Topic, why: string): FreshetError {
  return new FreshetError('RETENTION_REFUSED', `${name} ${why}.`, { topic: name });
}
