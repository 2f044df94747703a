import { expect, test } from 'vitest';
import { behaviourRecord } from './behaviour-record.ts';
import { click, live } from './intake.fixture.ts';

test.for([
  {
    why: 'identifies nobody',
    event: { type: 'identify', userId: 'u1' },
    code: 'FIELD_MISSING',
    pointer: '/anonymousId',
    says: 'identify names both',
  },
  {
    why: 'identifies as nobody',
    event: { type: 'identify', anonymousId: 'a1' },
    code: 'FIELD_MISSING',
    pointer: '/userId',
    says: 'identify names both',
  },
  {
    why: 'is an alias of nobody',
    event: { type: 'alias', userId: 'u1', anonymousId: 'a1' },
    code: 'FIELD_MISSING',
    pointer: '/previousId',
    says: 'alias names',
  },
  {
    why: 'is an alias for nobody',
    event: { type: 'alias', previousId: 'u1', anonymousId: 'a1' },
    code: 'FIELD_MISSING',
    pointer: '/userId',
    says: 'alias names',
  },
  {
    why: 'is an alias of itself',
    event: { type: 'alias', userId: 'u1', previousId: 'u1' },
    code: 'ALIAS_OF_ITSELF',
    pointer: '/previousId',
    says: 'another id',
  },
  {
    why: 'was somebody else, in passing',
    event: { ...click, previousId: 'u0' },
    code: 'FIELD_UNKNOWN',
    pointer: '/previousId',
    says: 'alias only',
  },
  {
    why: 'has an empty previous id',
    event: { type: 'alias', userId: 'u1', previousId: '' },
    code: 'ID_INVALID',
    pointer: '/previousId',
    says: 'got ""',
  },
  {
    why: 'agrees to nothing',
    event: { ...click, consent: [] },
    code: 'CONSENT_MISSING',
    pointer: '/consent',
    says: 'not kept',
  },
  {
    why: 'agrees to a text',
    event: { ...click, consent: 'all' },
    code: 'FIELD_TYPE',
    pointer: '/consent',
    says: 'an array',
  },
  {
    why: 'agrees to a number',
    event: { ...click, consent: ['analytics', 7] },
    code: 'FIELD_TYPE',
    pointer: '/consent/1',
    says: 'a string, got 7',
  },
  {
    why: 'agrees to nothing by name',
    event: { ...click, consent: [''] },
    code: 'PURPOSE_INVALID',
    pointer: '/consent/0',
    says: 'got ""',
  },
  {
    why: 'agrees to 17 purposes',
    event: { ...click, consent: Array.from({ length: 17 }, (_, i) => `p${i}`) },
    code: 'FIELD_RANGE',
    pointer: '/consent',
    says: '17 entries',
  },
])('an event that $why is refused', ({ event, code, pointer, says }) => {
  const message = expect.stringContaining(says) as string;
  expect(behaviourRecord(event, live)).toEqual({ code, pointer, message });
});

test.for([
  ['of another user', { ...click, userId: 'eve' }, '/userId'],
  ['by which ada was eve', { type: 'alias', userId: 'ada', previousId: 'eve' }, '/previousId'],
  ['by which eve was ada', { type: 'alias', userId: 'eve', previousId: 'ada' }, '/userId'],
] as const)('of a page that proves to be ada an event %s is refused', ([, event, pointer]) => {
  expect(behaviourRecord(event, { ...live, user: 'ada' })).toMatchObject({
    code: 'USER_UNVERIFIED',
    pointer,
  });
});
