import { behaviourEventCodec } from '@freshet/events';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { behaviourEvent } from '../../../test/support/events.ts';
import { type Cut, consign } from './consignments.ts';

const all: Cut = { eventsMax: 3, until: undefined, wants: () => true };
const record = (offset: number, value: Uint8Array | null) => ({
  offset,
  key: null,
  value,
  timestamp: 0,
});
const event = (offset: number, fields = {}) =>
  record(offset, behaviourEventCodec.encode(behaviourEvent({ id: `e${offset}`, ...fields })));
const idsOf = (events: readonly string[]) =>
  events.map((json) => (JSON.parse(json) as { id: string }).id);

it('hands out every wanted event once and in order, and every offset, however it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      fc.option(fc.nat(45), { nil: undefined }),
      (wanted, eventsMax, until) => {
        const records = wanted.map((wants, i) => event(i, { recommId: wants ? 'r' : null }));
        const cut = {
          eventsMax,
          until,
          wants: ({ recommId }: { recommId: unknown }) => recommId !== null,
        };
        const steps = [...consign(records, cut)];
        const runs = steps.flatMap((step) => ('events' in step ? [step] : []));
        expect(runs.flatMap(({ events }) => idsOf(events))).toEqual(
          wanted.flatMap((wants, i) => (wants ? [`e${i}`] : [])),
        );
        expect(runs.flatMap((run) => run.records)).toEqual(records);
        for (const run of runs) expect(run.events.length).toBeLessThanOrEqual(eventsMax);
        if (until !== undefined && until > 0 && until <= records.length) {
          expect(runs.map(({ next }) => next)).toContain(until);
        }
      },
    ),
  );
});

it('bounds a delivery by its bytes, and lets a larger event go alone', () => {
  const large = { properties: JSON.stringify({ text: 'x'.repeat(200_000) }) };
  const records = [event(0), event(1, large), event(2, large), event(3)];
  const steps = [...consign(records, all)];
  expect(steps.map((step) => ('events' in step ? idsOf(step.events) : []))).toEqual([
    ['e0', 'e1'],
    ['e2', 'e3'],
  ]);
});

it('sets apart what cannot be read', () => {
  const records = [event(0), record(1, Buffer.from('?')), record(2, null), event(3)];
  const steps = [...consign(records, all)];
  expect(steps.map((step) => ['unreadable' in step, step.next])).toEqual([
    [false, 1],
    [true, 2],
    [true, 3],
    [false, 4],
  ]);
});

it('stops before a record of a newer version, when all before it is handed out', () => {
  const steps = consign([event(0), record(1, Buffer.from([0, 0, 0, 9, 9, 1]))], all);
  expect(steps.next().value).toMatchObject({ next: 1 });
  expect(() => steps.next()).toThrow(expect.objectContaining({ code: 'SCHEMA_UNKNOWN' }));
});
