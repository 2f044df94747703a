import { expect, it } from 'vitest';
import { segmentEntries } from './segment/entries.ts';
import { snowplowEntries } from './snowplow/entries.ts';

const seen = { receivedAt: 9, user: undefined, agent: undefined, isNews: () => true };

it('names everybody whom a page names without proof', () => {
  const reader = segmentEntries({
    type: undefined,
    context: undefined,
    consent: undefined,
    proven: null,
    sentAt: 5,
  });
  const message = { type: 'identify', anonymousId: 'guest', userId: 'ada' };
  expect(reader.profileOf(message)).toEqual({ anonymousId: 'guest' });
  expect(reader.everybodyIn(message)).toContainEqual({ anonymousId: 'guest', userId: 'ada' });
});

it('keeps no address, key or, of who wants to stay unknown, id', () => {
  const context = { ip: '192.0.2.1', locale: 'de' };
  const segment = segmentEntries({
    type: 'page',
    context,
    consent: undefined,
    proven: undefined,
    sentAt: 5,
  });
  expect(segment.beside).toEqual({ type: 'page', context: { locale: 'de' }, sentAt: 5 });
  expect(segment.toKeep!({ writeKey: 'k', context })).toEqual({ context: { locale: 'de' } });
  const row = { ip: '192.0.2.1', uid: 'ada', duid: 'laptop', nuid: 'n', sid: 's', e: 'pv' };
  const unknown = snowplowEntries({ ...seen, isAnonymous: true });
  expect(unknown.toKeep!(row)).toEqual({ sid: 's', e: 'pv' });
  expect(unknown.everybodyIn(row)).toEqual([{ anonymousId: 's' }]);
  const { ip: _, ...known } = row;
  expect(snowplowEntries({ ...seen, isAnonymous: false }).toKeep!(row)).toEqual(known);
});
