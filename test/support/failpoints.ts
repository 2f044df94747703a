import { setTimeout as delay } from 'node:timers/promises';
import { handoversCodec, isHandovers, topics } from '@freshet/events';
import { GROUPS, type Store } from '@freshet/store';
import type { Log, OutgoingRecord } from '@freshet/stream';

/** The steps of a batch between which a worker can be struck (DESIGN's read → … → resolve). */
export const failpoints = [
  'after-read',
  'some-published',
  'all-published',
  'applied',
  'before-resolve',
] as const;
type Failpoint = (typeof failpoints)[number];

/** Groups that events reach in every worker; the ranker's samples are made only where wanted. */
export const eventGroups = [GROUPS.profiles, GROUPS.items] as const;

export interface Strike {
  readonly group: string;
  readonly point: Failpoint;
  /** At which arrival of the group's the signal is sent, from 1. */
  readonly count: number;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

/** A stop counts as work of the handler that it falls into. */
const HANDLE_TIMEOUT_MS = 600_000;
const RECONNECT_MS = 50;

const PATTERN = /^(\w+)\/([a-z-]+)@([1-9]\d*)=(SIGKILL|SIGSTOP)$/;
/** Who publishes to a topic. */
const writers = new Map<string, string>([
  [topics.itemSignals.name, GROUPS.profiles],
  [topics.itemStats.name, GROUPS.items],
  [topics.rankerWeights.name, GROUPS.ranker],
  [topics.attributionOutcomes.name, GROUPS.attribution],
  [topics.attributionFigures.name, GROUPS.figures],
]);

/**
 * Reads what is to happen, such as `profiles/after-read@17=SIGKILL`; several are parted by commas.
 * @throws Error that names what it could not read.
 */
export function parseStrikes(text: string): Strike[] {
  return text.split(',').map((part) => {
    const [, group = '', name, count, signal] = PATTERN.exec(part) ?? [];
    const point = failpoints.find((known) => known === name);
    if (point === undefined) {
      throw new Error(
        `"${part}" is no GROUP/POINT@COUNT=SIGNAL with one of ${failpoints.join(' ')}`,
      );
    }
    return { group, point, count: Number(count), signal: signal as Strike['signal'] };
  });
}

/**
 * Sends this process a signal at named points. The runner awaits nothing but its ports, so every
 * point lies at a port, and the product carries no hook for them.
 */
export class Failpoints {
  readonly #strikes: Strike[];
  readonly #reached = new Map<string, number>();
  /** Resolves when the store answers. */
  #reconnected: () => Promise<void> = () => Promise.resolve();

  constructor(strikes: readonly Strike[]) {
    this.#strikes = [...strikes];
  }

  /** A strike whose count begins now. */
  arm({ count, ...where }: Strike): void {
    const reached = this.#reached.get(`${where.group}/${where.point}`) ?? 0;
    this.#strikes.push({ ...where, count: reached + count });
  }

  /** The store with `after-read` and `applied`. */
  inStore(store: Store): Store {
    this.#reconnected = () => untilItAnswers(store);
    return {
      read: async (partition, keys) => {
        const state = await store.read(partition, keys);
        // Of a batch: what only asks for the fence reads keys of the runner's own, or none.
        if (keys.some((key) => !key.startsWith('\u0000'))) {
          await this.#reach(partition.group, 'after-read');
        }
        return state;
      },
      apply: async (change) => {
        const applied = await store.apply(change);
        await this.#reach(change.partition.group, 'applied');
        return applied;
      },
      get: (refs) => store.get(refs),
      dropNamespace: (namespace) => store.dropNamespace(namespace),
      check: () => store.check(),
      close: () => store.close(),
    };
  }

  /** The log with `some-published`, `all-published` and `before-resolve`. */
  inLog(log: Log): Log {
    return {
      publisher: this.#inPublisher(log.publisher),
      admin: log.admin,
      consume: (subscription) =>
        log.consume({
          ...subscription,
          handleTimeoutMs: HANDLE_TIMEOUT_MS,
          handle: async (batch) => {
            const verdict = await subscription.handle(batch);
            await this.#reach(subscription.group, 'before-resolve');
            return verdict;
          },
        }),
      follow: (following) => log.follow(following),
      read: (range) => log.read(range),
      close: () => log.close(),
    };
  }

  #inPublisher(publisher: Log['publisher']): Log['publisher'] {
    return {
      get pendingBytes() {
        return publisher.pendingBytes;
      },
      publishAtomically: (topic, records) => publisher.publishAtomically(topic, records),
      submit: (...call) => publisher.submit(...call),
      publish: async (topic, records) => {
        const group = writerOf(topic, records);
        const half = this.#awaits(group, 'some-published') ? Math.floor(records.length / 2) : 0;
        const first = half > 0 ? await publisher.publish(topic, records.slice(0, half)) : [];
        if (half > 0) await this.#reach(group, 'some-published');
        const others = await publisher.publish(topic, records.slice(half));
        await this.#reach(group, 'all-published');
        return [...first, ...others];
      },
    };
  }

  #awaits(group: string, point: Failpoint): boolean {
    return this.#strikes.some((strike) => strike.group === group && strike.point === point);
  }

  /** Goes on once the store answers: after a stop the driver first finds its connection dead. */
  async #reach(group: string, point: Failpoint): Promise<void> {
    const name = `${group}/${point}`;
    const count = (this.#reached.get(name) ?? 0) + 1;
    this.#reached.set(name, count);
    for (const strike of this.#strikes) {
      if (strike.group === group && strike.point === point && strike.count === count) {
        strikeSelf(strike);
        await this.#reconnected();
      }
    }
  }
}

/** What profiles tell each other says whose it is. */
function writerOf(topic: string, records: readonly OutgoingRecord[]): string {
  const value = records[0]?.value ?? null;
  if (value === null || !isHandovers(value)) return writers.get(topic) ?? '';
  return handoversCodec.decode(value).group;
}

/** Takes effect before the next statement: the kernel delivers it on the way out of kill(2). */
function strikeSelf({ group, point, count, signal }: Strike): void {
  console.log(`struck ${group}/${point}@${count}=${signal}`);
  process.kill(process.pid, signal);
}

async function untilItAnswers(store: Store): Promise<void> {
  while (!(await answers(store))) await delay(RECONNECT_MS);
}

function answers(store: Store): Promise<boolean> {
  return store.check().then(
    () => true,
    () => false,
  );
}
