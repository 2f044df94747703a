import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { behaviourEventCodec, profileKey, topics } from '@freshet/events';
import { Journal, JournaledPublishing } from '@freshet/ingest';
import { Registry } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openEmbedded } from '../support/embedded.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { submitThrough } from '../support/submit-through.ts';

const USERS = ['ada', 'bob', 'eve'];
const AFTER_MS = 20;

/**
 * A log that can be away: what is published then waits, in order, as it does in a publisher that
 * never gives up, and is written when the log is back; or never, when the process dies before.
 */
function leaveableLog(log: Log) {
  let away: Promise<void> = Promise.resolve();
  let back = (): void => undefined;
  let isDead = false;
  let turn: Promise<unknown> = Promise.resolve();
  const publish: Log['publisher']['publish'] = (...call) => {
    const written = turn.then(async () => {
      await away;
      if (isDead) return new Promise<never>(() => undefined);
      return log.publisher.publish(...call);
    });
    turn = written;
    return written;
  };
  return {
    log: { ...log, publisher: { ...log.publisher, publish, submit: submitThrough(publish) } },
    leave() {
      // Away already: who waits must hear of the one return.
      back();
      away = new Promise((resolve) => {
        back = resolve;
      });
    },
    comeBack: () => back(),
    die() {
      isDead = true;
      back();
    },
  };
}

const steps = fc.array(
  fc.constantFrom('publish', 'publish', 'leave', 'back', 'wait', 'blink', 'blink', 'crash'),
  {
    minLength: 5,
    maxLength: 60,
  },
);

test('whatever is acknowledged is in the log, in order, through outages and crashes', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (schedule) => {
      const { log, close } = await openEmbedded();
      const dir = mkdtempSync(join(tmpdir(), 'freshet-journal-'));
      const start = async () => {
        const gate = leaveableLog(log);
        const journal = await Journal.open({ dir, bytesMax: 10_000_000, logger: quietLogger });
        const publishing = new JournaledPublishing({
          log: gate.log,
          journal,
          afterMs: AFTER_MS,
          sent: () => undefined,
          registry: new Registry(),
          logger: quietLogger,
        });
        publishing.events.release(topics.behaviourEvents.name);
        return { gate, journal, publishing };
      };
      let node = await start();
      const acknowledged = new Set<string>();
      let sequence = 0;
      const publish = () => {
        const messages = USERS.map((userId) => {
          const event = behaviourEvent({ id: `${userId}:${sequence}`, userId });
          const value = behaviourEventCodec.encode(event);
          return { id: event.id, key: profileKey(event), value, ack: 'all' as const };
        });
        sequence += 1;
        return node.publishing
          .publish(topics.behaviourEvents, messages)
          .then(() => messages.forEach(({ id }) => acknowledged.add(id)));
      };
      let open: Promise<unknown>[] = [];
      for (const step of schedule) {
        if (step === 'publish') open.push(publish());
        if (step === 'leave') node.gate.leave();
        if (step === 'back') node.gate.comeBack();
        if (step === 'wait') await delay(AFTER_MS * 1.5);
        if (step === 'blink') await delay(1);
        if (step === 'crash') {
          node.gate.die();
          node.publishing.close();
          await node.journal.close();
          open = [];
          node = await start();
        }
      }
      node.gate.comeBack();
      await Promise.all(open);
      await publish();
      await eventually('nothing is left in the journal', () => expect(node.journal.bytes).toBe(0));
      const inLog = await firstSeen(log);
      for (const user of USERS) {
        const numbers = inLog.filter((id) => id.startsWith(user)).map((id) => Number(id.slice(4)));
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      }
      expect([...acknowledged].filter((id) => !inLog.includes(id))).toEqual([]);
      node.publishing.close();
      await node.journal.close();
      await close();
      rmSync(dir, { recursive: true });
    }),
    { numRuns: 40 },
  );
});

async function firstSeen(log: Log): Promise<string[]> {
  const ids = new Set<string>();
  const follower = await log.follow({
    topic: topics.behaviourEvents.name,
    record: ({ value }) => void ids.add(behaviourEventCodec.decode(value!).id),
    onFatal: (error) => {
      throw error;
    },
  });
  await follower.caughtUp;
  await follower.close();
  return [...ids];
}
