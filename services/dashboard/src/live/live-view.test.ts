import { type BehaviourEvent, behaviourEventCodec, copiedEventCodec } from '@freshet/events';
import { describe, expect, it } from 'vitest';
import { behaviourEvent } from '../../../../test/support/events.ts';
import { Arrivals } from '../arrivals/arrivals.ts';
import { liveSource } from './live-source.ts';
import { LiveView } from './live-view.ts';

const NOW = 1_700_000_000_000;
const place = { topic: 'behaviour.events', partition: 0, offset: 7 };

function openView() {
  let now = NOW;
  const clock = () => now;
  const arrivals = new Arrivals(now);
  const view = new LiveView({
    judges: {
      isInCatalogue: ({ itemId }) => (itemId === null ? null : itemId === 'tent'),
      problemsOf: ({ type }) => (type === 'quiz' ? [{ code: 'TYPE_UNPLANNED', pointer: '' }] : []),
    },
    arrivals,
    clock,
    random: () => 0,
  });
  const source = liveSource(view, { of: () => [] }, clock);
  let ids = 0;
  function take(fields: Partial<BehaviourEvent>): void {
    const event = behaviourEvent({ id: `event-${ids++}`, at: now, receivedAt: now, ...fields });
    view.take(behaviourEventCodec.encode(event), place);
  }
  const wait = (ms: number) => (now += ms);
  const snapshot = (site = 'default') => source.snapshot(site);
  return { view, source, take, wait, snapshot };
}

describe('the live view', () => {
  it('counts by second, and the last five minutes as a whole', () => {
    const { take, wait, snapshot } = openView();
    take({ type: 'page', itemId: null });
    take({});
    wait(1_500);
    take({ type: 'cart' });
    take({ type: 'purchase', itemId: 'lamp', value: 12.5, currency: 'EUR', orderId: 'o1' });
    take({ userId: 'bob' });
    const { seconds, windows } = snapshot();
    expect(seconds.map(({ at, events, pageViews }) => [at, events, pageViews])).toEqual([
      [NOW, 2, 1],
      [NOW + 1_000, 3, 0],
    ]);
    expect(seconds[1]).toMatchObject({
      orders: 1,
      revenue: [{ currency: 'EUR', amount: 12.5 }],
      types: { cart: 1, purchase: 1, view: 1 },
    });
    expect(windows[0]).toMatchObject({
      lengthS: 300,
      events: 5,
      visitors: 2,
      orders: 1,
      conversion: 0.5,
      funnel: { view: 2, cart: 1, purchase: 1 },
      quality: { duplicates: 0, withItem: 4, inCatalogue: 3 },
    });
    expect(windows[0]!.items.rows).toEqual([
      { name: 'tent', count: 3 },
      { name: 'lamp', count: 1 },
    ]);
  });

  it('counts what comes twice once, and shows both', () => {
    const { take, source, snapshot } = openView();
    take({ id: 'same' });
    take({ id: 'same' });
    take({ id: 'same', userId: 'bob' });
    expect(source.takeDelta('default', false)!.events.map((event) => event.isDuplicate)).toEqual([
      false,
      true,
      false,
    ]);
    const [window] = snapshot().windows;
    expect(window).toMatchObject({ events: 2, quality: { duplicates: 1 } });
  });

  it('lets go of what is older than five minutes', () => {
    const { take, wait, snapshot } = openView();
    take({});
    wait(200_000);
    take({ userId: 'bob' });
    wait(110_000);
    const { seconds, windows } = snapshot();
    expect(seconds).toHaveLength(1);
    expect(windows[0]).toMatchObject({ events: 1, visitors: 1 });
  });

  it('shows what happened long ago and comes now, but does not count it as of now', () => {
    const { take, source, snapshot } = openView();
    take({ at: NOW - 3_600_000 });
    expect(source.takeDelta('default', false)!.events).toHaveLength(1);
    expect(snapshot().windows[0]).toMatchObject({ events: 0 });
  });

  it('a delta has what changed since the one before, and there is none when nothing did', () => {
    const { take, wait, source } = openView();
    take({});
    expect(source.takeDelta('default', false)!.seconds).toHaveLength(1);
    expect(source.takeDelta('default', false)).toBeUndefined();
    wait(1_000);
    take({});
    const { seconds, windows } = source.takeDelta('default', false)!;
    expect(seconds.map(({ at }) => at)).toEqual([NOW + 1_000]);
    expect(windows[0]!.events).toBe(2);
    expect(source.takeDelta('default', true)!.seconds).toEqual([]);
  });

  it('of very many events shows a few, and says which part', () => {
    const { take, source, snapshot } = openView();
    for (let i = 0; i < 1_000; i++) take({});
    const { events, sampling, seconds } = source.takeDelta('default', false)!;
    expect(events).toHaveLength(20);
    expect(events.at(-1)!.id).toBe('event-999');
    expect(sampling).toEqual({ share: 0.02, shown: 20, leftOut: 980 });
    expect(seconds[0]!.events).toBe(1_000);
    expect(snapshot().events).toEqual(events);
  });

  it('keeps sites apart, and knows nothing of one without events', () => {
    const { take, snapshot } = openView();
    take({ site: 'other' });
    expect(snapshot('other').windows[0]!.events).toBe(1);
    expect(snapshot().windows[0]!.events).toBe(0);
  });

  it('shows no more of who asks to be forgotten, and leaves it counted', () => {
    const { source, take, snapshot } = openView();
    const shown = () => snapshot().events.map(({ userId, anonymousId }) => userId ?? anonymousId);
    take({ userId: 'ada', anonymousId: 'a1' });
    take({ userId: null, anonymousId: 'a1' });
    take({ userId: 'bob' });
    source.takeDelta('default', true);
    take({ type: 'erase', userId: 'ada' });
    expect(shown()).toEqual(['a1', 'bob']);
    take({ type: 'erase', userId: null, anonymousId: 'a1' });
    expect(shown()).toEqual(['bob']);
    expect(snapshot().windows[0]).toMatchObject({ events: 3 });
  });

  it('leaves out copies, imported history, erasures and what it cannot read', () => {
    const { view, take, snapshot } = openView();
    const value = behaviourEventCodec.encode(behaviourEvent({ id: 'e', at: NOW }));
    view.take(copiedEventCodec.encode({ topic: 1, partition: 0, offset: 0, value }), place);
    view.take(Buffer.from('poison'), place);
    view.take(null, place);
    take({ history: { source: 'import', sequence: 1 } });
    take({ type: 'erase' });
    expect(snapshot().windows[0]).toMatchObject({ events: 0 });
  });
});
