import {
  type BehaviourEvent,
  dashboardActsCodec,
  FIRST_NAMESPACE,
  profileKey,
  topics,
} from '@freshet/events';
import { hash48 } from '@freshet/recommend';
import { itemRef, profileRef, visitorRef } from '@freshet/store';
import { type Log, openSigningKey } from '@freshet/stream';
import { expect, it } from 'vitest';
import { answerId } from '../support/attribution-log.ts';
import { startDashboard } from '../support/dashboard.ts';
import { describeDeployments, startDeployment } from '../support/deployment.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { publishInParts } from '../support/pipeline.ts';

const space = { namespace: FIRST_NAMESPACE, partitions: 1 };
const nothing = { profile: false, items: false, attribution: false, history: false, live: false };
const personal = { ...nothing, profile: true, items: true };
const analysed = { ...nothing, attribution: true, history: true, live: true };
const all = { ...personal, ...analysed, profile: true, items: true };

/** What of an event each consumer takes, by what its visitor has agreed to. */
const cases: readonly (readonly [consent: string[] | null, taken: typeof nothing])[] = [
  [[], nothing],
  [['advertising'], nothing],
  [['personalization'], personal],
  [['analytics'], analysed],
  [['analytics', 'personalization'], all],
  [null, all],
];

/** Visitors, as hashes, that history counts. */
async function counted(log: Log): Promise<ReadonlySet<number>> {
  const visitors = new Set<number>();
  const topic = topics.dashboardActs.name;
  const [{ start, end } = { start: 0, end: 0 }] = await log.admin.offsets(topic);
  if (start === end) return visitors;
  const range = { topic, partition: 0, from: start, to: end };
  await log.read({
    ...range,
    async handle(records) {
      for (const { value } of records) {
        for (const { visitor } of dashboardActsCodec.decode(value!).acts) visitors.add(visitor);
      }
      return 'more';
    },
  });
  return visitors;
}

describeDeployments('consent', (open) => {
  it('is honoured by every consumer of events', async () => {
    const engines = await open(1);
    const { log, store } = engines;
    await startDeployment(engines, 1);
    const { app } = await startDashboard(engines);
    const signer = await openSigningKey(log);
    const now = Date.now();
    const events = cases.map(([consent], i): BehaviourEvent => {
      const recommId = answerId(signer, { at: now });
      const act = { type: 'click', itemId: `item-${i}`, recommId, position: 1, at: now };
      return behaviourEvent({ id: `e${i}`, userId: `visitor-${i}`, consent, ...act });
    });
    // One partition: what takes the last one has had all others.
    await publishInParts(log, events, 1);
    await eventually('each takes what it may', async () => {
      const visitors = await counted(log);
      const profiles = await store.get(events.map((event) => profileRef(space, event)));
      const rows = await store.get(events.map((event) => visitorRef(space, event)));
      const items = await store.get(
        events.map(({ site, itemId }) => itemRef(space, site, itemId!)),
      );
      const live = (await app.inject('/v1/dashboard/snapshot?site=default')).body;
      const taken = events.map((event, i) => ({
        profile: profiles[i] !== undefined,
        items: items[i] !== undefined,
        attribution: rows[i] !== undefined,
        history: visitors.has(hash48(profileKey(event))),
        live: live.includes(`"${event.itemId}"`),
      }));
      expect(taken).toEqual(cases.map(([, expected]) => expected));
    });
  });
});
