import { topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Erasures, LogAdmin } from '@freshet/stream';
import type { Publishing } from '../publishing.ts';
import type { MessageMetrics } from './metrics.ts';
import type { MessageOptions } from './settings.ts';
import type { SentMessages } from './sent-messages.ts';

export interface ScanOptions extends Omit<MessageOptions, 'bytesMax'> {
  readonly sent: SentMessages;
  readonly erasures: Pick<Erasures, 'isErased'>;
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
/** Lost events that go in one publish. */
const RESEND_MAX = 500;

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
  const sentBefore = clock() - deadlineMs;
  const overdue = sent.overdue(sentBefore);
  for (const name of overdue.keys()) {
    // One at or behind its partition's end is not there; one before it only waits.
    sent.missing(name, await endsOf(name, options), sentBefore);
  }
  const resent = await resendLost(options);
  const dropped = sent.clean(clock() - keepMs);
  metrics.resent.inc(resent);
  metrics.cleaned.inc(dropped);
  const facts = { overdue: Object.fromEntries(overdue), resent, dropped };
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

async function endsOf(name: string, { admin }: ScanOptions): Promise<ReadonlyMap<number, number>> {
  const offsets = await admin.offsets(name);
  return new Map(offsets.map(({ partition, end }) => [partition, end]));
}

/** In the order in which they were sent first; how many messages. */
async function resendLost({ sent, erasures, publish, logger }: ScanOptions): Promise<number> {
  let resent = 0;
  for (;;) {
    const lost = sent.takeLost(RESEND_MAX);
    if (lost.length === 0) return resent;
    try {
      // An erasure itself goes again: what it deletes may be there.
      const wanted = lost.filter(({ message: { key }, event: { type, receivedAt } }) => {
        return type === 'erase' || !erasures.isErased(Buffer.from(key), receivedAt);
      });
      await publish(
        topic,
        wanted.map(({ message }) => message),
      );
      sent.resent(lost, { taken: true });
      resent += lost.length;
    } catch (err) {
      sent.resent(lost, { taken: false });
      logger.error({ err, messages: lost.length }, 'lost events could not be sent again');
      return resent;
    }
  }
}
