import { topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { LogAdmin } from '@freshet/stream';
import type { Publishing } from '../publishing.ts';
import type { MessageMetrics } from './metrics.ts';
import type { MessageOptions } from './settings.ts';
import type { SentBatch, SentMessages } from './sent-messages.ts';

export interface ScanOptions extends Omit<MessageOptions, 'bytesMax'> {
  readonly sent: SentMessages;
  readonly admin: Pick<LogAdmin, 'committed' | 'offsets'>;
  /** The group that signs off what is in a topic; undefined for a topic that nobody reads any more. */
  consumerOf(topic: string): string | undefined;
  readonly publish: Publishing['publish'];
  readonly metrics: MessageMetrics;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly clock: () => number;
}

const topic = topics.behaviourEvents;

/**
 * Looks at regular intervals which events are signed off, sends again what the log has lost, and drops
 * what is done with. Signed off is what a profiles group has committed: a moment behind its fence,
 * never ahead of it, and it needs no store, whose absence must not touch the intake.
 */
export function startScans(options: ScanOptions): { close(): void } {
  const { intervalMs, logger } = options;
  let timer: NodeJS.Timeout;
  let closed = false;
  const again = (): void => {
    timer = setTimeout(() => void round(), intervalMs).unref();
  };
  const round = async (): Promise<void> => {
    try {
      await scan(options);
    } catch (err) {
      // As a rule the log is away, and then there is nothing to find out.
      logger.debug({ err }, 'message scan failed');
    }
    if (!closed) again();
  };
  again();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** One round of both jobs. */
export async function scan(options: ScanOptions): Promise<void> {
  const { sent, metrics, logger, clock, deadlineMs, keepMs } = options;
  for (const name of sent.topics) await signOff(name, options);
  const overdue = sent.unsigned(clock() - deadlineMs);
  if (overdue.length > 0) await findLost(overdue, options);
  const resent = await resendLost(options);
  const dropped = sent.clean(clock() - keepMs);
  metrics.resent.inc(resent);
  metrics.cleaned.inc(dropped);
  const facts = { overdue: count(overdue), resent, dropped };
  if (resent > 0) logger.warn(facts, 'events that the log had lost were sent again');
  else logger.debug(facts, 'messages scanned');
}

async function signOff(name: string, { sent, admin, consumerOf }: ScanOptions): Promise<void> {
  const group = consumerOf(name);
  if (group === undefined) return sent.forgetTopic(name);
  const next: number[] = [];
  for (const { partition, offset } of await admin.committed(group, name)) {
    next[partition] = offset;
  }
  sent.signOff(name, next);
}

/** An overdue message at or behind its partition's end is not there; one before it only waits. */
async function findLost(overdue: readonly SentBatch[], { admin }: ScanOptions): Promise<void> {
  for (const name of new Set(overdue.map((batch) => batch.topic))) {
    const ends = new Map<number, number>();
    for (const { partition, end } of await admin.offsets(name)) ends.set(partition, end);
    for (const batch of overdue) {
      if (batch.topic !== name) continue;
      const isThere = batch.places.every(({ partition, offset }) => offset < ends.get(partition)!);
      if (!isThere) batch.state = 'lost';
    }
  }
}

/** In the order in which they were sent first; how many messages. */
async function resendLost({ sent, publish, logger }: ScanOptions): Promise<number> {
  let resent = 0;
  for (const batch of sent.lost()) {
    batch.state = 'resending';
    try {
      await publish(topic, batch.messages);
      sent.forget(batch);
      resent += batch.messages.length;
    } catch (err) {
      batch.state = 'lost';
      logger.error({ err, messages: batch.messages.length }, 'lost events could not be sent again');
      break;
    }
  }
  return resent;
}

function count(batches: readonly SentBatch[]): number {
  return batches.reduce((sum, { messages }) => sum + messages.length, 0);
}
