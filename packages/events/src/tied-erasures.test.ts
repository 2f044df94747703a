import { expect, it } from 'vitest';
import { behaviourEvent } from '../../../test/support/events.ts';
import { eraseEvent } from './erase-event.ts';
import { type Handover, handoversCodec } from './handovers.ts';
import { behaviourEventCodec } from './schemas.ts';
import { tiedErasures } from './tied-erasures.ts';

const since = { at: 7, id: 'erasure' };
const passed = { at: 7, receivedAt: 7 };
const eve = { site: 'default', userId: 'eve', anonymousId: null };
const toEve = (value: Buffer): Handover => {
  return { ...passed, kind: 'event', key: 'default/u/eve', path: [], since: null, value };
};

it('are those that profiles tell each other of, as if each had been asked for', () => {
  const handovers: Handover[] = [
    { ...passed, kind: 'forget', key: 'default/a/phone', userId: 'ada', since },
    { ...passed, kind: 'claim', key: 'default/a/tablet', userId: 'ada', since },
    toEve(behaviourEventCodec.encode(behaviourEvent({ id: 'view', ...eve }))),
    toEve(behaviourEventCodec.encode(eraseEvent(eve, since))),
  ];
  const batch = { namespace: 'main', group: 'profiles', sourcePartition: 1, handovers };
  const value = handoversCodec.encode({ ...batch, offsets: [1, 2, 3, 4] });
  expect(tiedErasures(value)).toEqual([
    eraseEvent({ site: 'default', userId: null, anonymousId: 'phone' }, since),
    eraseEvent(eve, since),
  ]);
});

it('are in no event, also in none that erases', () => {
  expect(tiedErasures(behaviourEventCodec.encode(eraseEvent(eve, since)))).toEqual([]);
  expect(tiedErasures(null)).toEqual([]);
});
