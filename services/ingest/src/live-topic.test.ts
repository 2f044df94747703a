import { FIRST_NAMESPACE, type NamespacePlan, topics } from '@freshet/events';
import {
  firstPlan,
  HOLD_MS_MAX,
  ingestOf,
  type Log,
  type Namespaces,
  wentOver,
  withCutOver,
  withIngest,
  withoutCutOver,
  withRepartition,
} from '@freshet/stream';
import { expect, it, onTestFinished, vi } from 'vitest';
import { eventually } from '../../../test/support/eventually.ts';
import { quietLogger } from '../../../test/support/quiet-logger.ts';
import { followLiveTopic } from './live-topic.ts';

const FIRST = topics.behaviourEvents.name;
const WIDE = 'behaviour.events.wide';
const ID = 'here';
const two = withRepartition(firstPlan, { name: 'wide', partitions: 6, createdAt: 0 });

/** The plan of all, in memory. */
class Plan implements Namespaces {
  plan: NamespacePlan = two;
  readonly #watchers = new Set<() => void>();

  watch(changed: () => void) {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  async change(change: (plan: NamespacePlan) => NamespacePlan) {
    const wanted = change(this.plan);
    if (wanted === this.plan) return wanted;
    this.plan = { ...wanted, revision: this.plan.revision + 1 };
    for (const changed of this.#watchers) changed();
    return this.plan;
  }

  async close() {}
}

async function start() {
  const namespaces = new Plan();
  const state = { namespaces, topic: 'held', idle: true, copied: 0, asked: 0 };
  const end = { partition: 0, start: 0, end: 100 };
  const admin: Partial<Log['admin']> = {
    ensureTopics: async () => {},
    offsets: async () => [end],
    async committed() {
      state.asked++;
      return [{ partition: 0, offset: state.copied }];
    },
  };
  const live = await followLiveTopic({
    log: { admin } as Log,
    namespaces,
    id: ID,
    logger: quietLogger,
    route: {
      hold: () => void (state.topic = 'held'),
      release: (topic) => void (state.topic = topic),
      get idle() {
        return state.idle;
      },
    },
  });
  onTestFinished(() => live.close());
  const own = () => ingestOf(namespaces.plan, ID);
  return Object.assign(state, { live, own });
}

function expectWhere(
  ingest: Awaited<ReturnType<typeof start>>,
  stopped: boolean,
  topic: string,
): Promise<void> {
  return eventually('the ingest is where it should be', () => {
    expect([ingest.own()?.stopped, ingest.topic]).toEqual([stopped, topic]);
  });
}

const begin = (namespaces: Plan) => namespaces.change((plan) => withCutOver(plan, 'wide'));

it('is in the plan before it writes, and gone from it after its end', async () => {
  const ingest = await start();
  await expectWhere(ingest, false, FIRST);
  await ingest.live.close();
  expect(ingest.own()).toBeUndefined();
});

it('says that it has stopped once nothing is under way, and writes to the new topic', async () => {
  const ingest = await start();
  ingest.idle = false;
  const { cutOver } = await begin(ingest.namespaces);
  await expectWhere(ingest, false, 'held');
  ingest.idle = true;
  await expectWhere(ingest, true, 'held');
  await ingest.namespaces.change((plan) => wentOver(plan, cutOver!));
  await expectWhere(ingest, false, WIDE);
});

it('goes on as before when the cut-over is off', async () => {
  const ingest = await start();
  const { cutOver } = await begin(ingest.namespaces);
  await expectWhere(ingest, true, 'held');
  await ingest.namespaces.change((plan) => withoutCutOver(plan, cutOver!));
  await expectWhere(ingest, false, FIRST);
});

it('ends a cut-over that nobody leads any more', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const ingest = await start();
  await begin(ingest.namespaces);
  await vi.advanceTimersByTimeAsync(HOLD_MS_MAX - 1);
  expect(ingest.topic).toBe('held');
  await vi.advanceTimersByTimeAsync(1);
  expect([ingest.namespaces.plan.cutOver, ingest.topic]).toEqual([null, FIRST]);
});

it('that was not waited for comes back, behind what it wrote too late', async () => {
  const ingest = await start();
  ingest.idle = false;
  const { cutOver } = await begin(ingest.namespaces);
  await expectWhere(ingest, false, 'held');
  await ingest.namespaces.change((plan) => wentOver({ ...plan, ingests: [] }, cutOver!));
  ingest.idle = true;
  await expectWhere(ingest, false, 'held');
  await eventually('it has asked', () => expect(ingest.asked).toBeGreaterThan(0));
  expect(ingest.topic).toBe('held');
  ingest.copied = 100;
  await expectWhere(ingest, false, WIDE);
});

it('starts held while a cut-over is under way', async () => {
  const namespaces = new Plan();
  await namespaces.change((plan) => withIngest(plan, ID));
  await begin(namespaces);
  const released = vi.fn<(topic: string) => void>();
  const live = await followLiveTopic({
    log: {} as Log,
    namespaces,
    id: ID,
    logger: quietLogger,
    route: { hold: () => {}, idle: true, release: released },
  });
  onTestFinished(() => live.close());
  expect(released).not.toHaveBeenCalled();
  expect(ingestOf(namespaces.plan, ID)?.stopped).toBe(true);
  expect(namespaces.plan.live).toBe(FIRST_NAMESPACE);
});
