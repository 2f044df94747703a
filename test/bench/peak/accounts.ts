import { behaviourEventCodec, DEFAULT_SITE, FIRST_NAMESPACE, topics } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import { profileCodec, profileRef } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import { openLog } from '../log.ts';
import { sequenceOf, visitorId } from './visitor-events.ts';

const PROFILES_AT_ONCE = 200;

/**
 * Events in the log that came where they belong: each visitor's numbered on without a gap, repeats of
 * what was there before left out.
 */
export async function eventsInOrder(broker: string, partitions: number): Promise<number> {
  const log = await openLog(broker, partitions);
  const nexts = new Map<string, number>();
  let inOrder = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      log
        .follow({
          topic: topics.behaviourEvents.name,
          onFatal: reject,
          record({ value }) {
            const { id, userId } = behaviourEventCodec.decode(value!);
            const sequence = sequenceOf(id);
            if (sequence !== (nexts.get(userId!) ?? 0)) return;
            nexts.set(userId!, sequence + 1);
            inOrder += 1;
          },
        })
        .then((follower) => follower.caughtUp.then(() => follower.close()))
        .then(resolve, reject);
    });
  } finally {
    await log.close();
  }
  return inOrder;
}

/** Events that each visitor's profile has counted. */
export async function eventsCounted(
  redisUrl: string,
  visitors: number,
  partitions: number,
): Promise<readonly number[]> {
  const store = await createRedisStore({ url: redisUrl, logger: createLogger('bench', 'error') });
  const space = { namespace: FIRST_NAMESPACE, partitions };
  const refs = Array.from({ length: visitors }, (_, visitor) =>
    profileRef(space, { site: DEFAULT_SITE, userId: visitorId(visitor), anonymousId: null }),
  );
  const counted: number[] = [];
  try {
    for (let at = 0; at < refs.length; at += PROFILES_AT_ONCE) {
      const values = await store.get(refs.slice(at, at + PROFILES_AT_ONCE));
      counted.push(
        ...values.map((bytes) => (bytes === undefined ? 0 : profileCodec.decode(bytes).events)),
      );
    }
  } finally {
    await store.close();
  }
  return counted;
}
