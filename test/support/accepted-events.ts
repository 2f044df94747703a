import { behaviourEventCodec, FIRST_NAMESPACE, topics } from '@freshet/events';
import { itemCodec, itemRef } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import type { KafkaLogOptions } from '@freshet/stream/kafka';
import { expect, onTestFinished } from 'vitest';
import { eventually } from './eventually.ts';
import { openKafkaLog } from './kafka-log.ts';
import { quietLogger } from './quiet-logger.ts';
import { type Accepted, eventId, itemOf } from './steady-visitors.ts';

const patience = { timeoutMs: 60_000 };

/** The ids of each visitor's events in the log, in its order. */
export async function idsInLog(
  of: Pick<KafkaLogOptions, 'brokers' | 'partitions' | 'prefix'>,
): Promise<Map<string, string[]>> {
  const log = await openKafkaLog(of);
  const ids = new Map<string, string[]>();
  const follower = await log.follow({
    topic: topics.behaviourEvents.name,
    record({ value }) {
      const { userId, id } = behaviourEventCodec.decode(value!);
      ids.set(userId!, [...(ids.get(userId!) ?? []), id]);
    },
    onFatal: (error) => {
      throw error;
    },
  });
  await follower.caughtUp;
  await follower.close();
  return ids;
}

/** What lies in the log twice counts where it lies first. */
export function firstSeen(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

/** None lost, and none seen first behind a later one of its visitor. */
export function expectInOrder(
  inLog: ReadonlyMap<string, readonly string[]>,
  users: readonly string[],
  accepted: readonly Accepted[],
): void {
  for (const user of users) {
    const count = accepted.filter((one) => one.user === user).length;
    const expected = Array.from({ length: count }, (_, sequence) => eventId(user, sequence));
    expect(firstSeen(inLog.get(user) ?? [])).toEqual(expected);
  }
}

/** Every accepted view counted once, whatever lies in the log twice. */
export async function expectCounted(
  { url, partitions }: { readonly url: string; readonly partitions: number },
  users: readonly string[],
  accepted: readonly Accepted[],
): Promise<void> {
  const store = await createRedisStore({ url, logger: quietLogger });
  onTestFinished(() => store.close());
  const space = { namespace: FIRST_NAMESPACE, partitions };
  const refs = users.map((user) => itemRef(space, 'default', itemOf(user)));
  const expected = users.map((user) => accepted.filter((one) => one.user === user).length);
  await eventually(
    'every view is counted once',
    async () => {
      const states = await store.get(refs);
      expect(
        states.map((state) => (state === undefined ? 0 : itemCodec.decode(state).visits)),
      ).toEqual(expected);
    },
    patience,
  );
}
