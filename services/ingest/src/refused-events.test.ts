import { expect, test } from 'vitest';
import { behaviourRecord, type Intake } from './behaviour-record.ts';
import { click, history, live } from './intake.fixture.ts';
import { type RejectionCode, rejectionCodes } from './rejection.ts';

const nested = (levels: number): object => (levels === 1 ? {} : { in: nested(levels - 1) });

interface BadEvent {
  why: string;
  event: unknown;
  code: RejectionCode;
  pointer: string;
  says: RegExp;
  intake?: Intake;
}

const badEvents: BadEvent[] = [
  bad('is null', null, 'FIELD_TYPE', '', /must be an object, got null/),
  bad('is an array', [], 'FIELD_TYPE', '', /must be an object, got an array/),
  bad('is a number', 7, 'FIELD_TYPE', '', /got 7/),
  bad(
    'has a field nobody knows',
    { ...click, colour: 1 },
    'FIELD_UNKNOWN',
    '/colour',
    /properties/,
  ),
  bad(
    'has an unknown field with a slash',
    { ...click, 'a/~b': 1 },
    'FIELD_UNKNOWN',
    '/a~1~0b',
    /a/,
  ),
  bad('says which site', { ...click, site: 'x' }, 'FIELD_UNKNOWN', '/site', /not a known field/),
  bad('has no type', { userId: 'u1' }, 'FIELD_MISSING', '/type', /type is missing/),
  bad(
    'has a type of another kind',
    { ...click, type: 1 },
    'FIELD_TYPE',
    '/type',
    /a string, got 1/,
  ),
  bad('has a type with a space', { ...click, type: 'a b' }, 'TYPE_INVALID', '/type', /"a b"/),
  bad('has a long type', { ...click, type: 'a'.repeat(65) }, 'TYPE_INVALID', '/type', /65 bytes/),
  bad('asks for erasure', { type: 'erase', userId: 'u1' }, 'TYPE_INVALID', '/type', /erase/),
  bad(
    'dismisses nothing',
    { type: 'dismiss', userId: 'u1' },
    'FIELD_MISSING',
    '/itemId',
    /dismiss/,
  ),
  bad(
    'dismisses before it happens',
    { ...click, type: 'dismiss', value: -1 },
    'FIELD_RANGE',
    '/value',
    /0 to 2592000/,
  ),
  bad('names nobody', { type: 'search' }, 'PROFILE_MISSING', '', /userId or an anonymousId/),
  bad('has null ids', { ...click, userId: null }, 'PROFILE_MISSING', '', /userId/),
  bad('has a number for a user', { ...click, userId: 5 }, 'FIELD_TYPE', '/userId', /string, got 5/),
  bad('has an empty user', { ...click, userId: '' }, 'ID_INVALID', '/userId', /got ""/),
  bad('has a newline in an id', { ...click, itemId: 'a\nb' }, 'ID_INVALID', '/itemId', /control/),
  bad('has a NUL in an id', { ...click, sessionId: '\0' }, 'ID_INVALID', '/sessionId', /control/),
  bad('has half an emoji', { ...click, id: '\ud83d' }, 'ID_INVALID', '/id', /well-formed/),
  bad(
    'has an id of 10 KB',
    { ...click, id: 'x'.repeat(10240) },
    'ID_INVALID',
    '/id',
    /10240 bytes/,
  ),
  bad('clicks nothing', { type: 'click', userId: 'u1' }, 'FIELD_MISSING', '/itemId', /click/),
  bad(
    'has a position in no answer',
    { ...click, position: 1 },
    'FIELD_MISSING',
    '/recommId',
    /position/,
  ),
  ...[0, 10_001].map((position) =>
    bad(
      `has position ${position}`,
      { ...click, recommId: 'r', position },
      'FIELD_RANGE',
      '/position',
      new RegExp(`must be .= .*, got ${position}`),
    ),
  ),
  bad(
    'has half a position',
    { ...click, recommId: 'r', position: 1.5 },
    'FIELD_TYPE',
    '/position',
    /integer, got 1.5/,
  ),
  bad(
    'views nothing',
    { ...click, type: 'view', itemId: null },
    'FIELD_MISSING',
    '/itemId',
    /view/,
  ),
  bad(
    'buys nothing',
    { type: 'purchase', userId: 'u', items: [] },
    'FIELD_MISSING',
    '/itemId',
    /purchase/,
  ),
  bad(
    'buys a line without item',
    { ...click, items: [{}] },
    'FIELD_MISSING',
    '/items/0/itemId',
    /missing/,
  ),
  bad('buys minus one', line({ quantity: -1 }), 'FIELD_RANGE', '/items/0/quantity', /> 0, got -1/),
  bad(
    'pays less than nothing',
    line({ price: -1 }),
    'FIELD_RANGE',
    '/items/0/price',
    />= 0, got -1/,
  ),
  bad(
    'has an unknown line field',
    line({ sku: 1 }),
    'FIELD_UNKNOWN',
    '/items/0/sku',
    /known field\.$/,
  ),
  bad(
    'buys 101 lines',
    { ...click, items: Array.from({ length: 101 }, () => ({ itemId: 'i' })) },
    'FIELD_RANGE',
    '/items',
    /101/,
  ),
  bad(
    'is worth infinitely much',
    { ...click, value: Infinity },
    'FIELD_TYPE',
    '/value',
    /Infinity/,
  ),
  bad('is worth NaN', { ...click, value: Number.NaN }, 'FIELD_TYPE', '/value', /NaN/),
  bad(
    'is paid in shells',
    { ...click, currency: 'shells' },
    'CURRENCY_INVALID',
    '/currency',
    /ISO 4217/,
  ),
  bad(
    'happened yesterday',
    { ...click, occurredAt: 'yesterday' },
    'TIME_INVALID',
    '/occurredAt',
    /8601/,
  ),
  bad('happened at 1e300', { ...click, occurredAt: 1e300 }, 'TIME_INVALID', '/occurredAt', /epoch/),
  bad(
    'happened at true',
    { ...click, occurredAt: true },
    'FIELD_TYPE',
    '/occurredAt',
    /number or a string/,
  ),
  bad('has a text for context', { ...click, context: 'x' }, 'FIELD_TYPE', '/context', /an object/),
  bad(
    'has a list of properties',
    { ...click, properties: [] },
    'FIELD_TYPE',
    '/properties',
    /object/,
  ),
  bad(
    'has 9 KB of context',
    { ...click, context: { a: 'x'.repeat(9000) } },
    'OBJECT_TOO_LARGE',
    '/context',
    /9008 bytes/,
  ),
  bad(
    'has 33 KB of properties',
    { ...click, properties: { a: 'x'.repeat(33_000) } },
    'OBJECT_TOO_LARGE',
    '/properties',
    /33008 bytes/,
  ),
  bad('nests 9 levels', { ...click, properties: nested(9) }, 'OBJECT_TOO_DEEP', '/properties', /8/),
  bad(
    'nests 10,000 levels',
    { ...click, context: nested(5000) },
    'OBJECT_TOO_DEEP',
    '/context',
    /8/,
  ),
  bad(
    'brings a sequence without history',
    { ...click, sequence: 1 },
    'FIELD_UNKNOWN',
    '/sequence',
    /known/,
  ),
  imported('has no sequence', { ...click, occurredAt: 1 }, 'FIELD_MISSING', '/sequence', /missing/),
  imported('has no time', { ...click, sequence: 1 }, 'FIELD_MISSING', '/occurredAt', /missing/),
  imported(
    'has a negative sequence',
    past({ sequence: -1 }),
    'FIELD_RANGE',
    '/sequence',
    />= 0, got -1/,
  ),
  imported(
    'has a sequence that no long can be encoded of',
    past({ sequence: Number.MAX_SAFE_INTEGER }),
    'FIELD_RANGE',
    '/sequence',
    /<= 9007199254740990/,
  ),
  imported(
    'has half a sequence',
    past({ sequence: 0.5 }),
    'FIELD_TYPE',
    '/sequence',
    /integer, got 0.5/,
  ),
];

function bad(
  why: string,
  event: unknown,
  code: RejectionCode,
  pointer: string,
  says: RegExp,
): BadEvent {
  return { why, event, code, pointer, says };
}

function imported(...row: Parameters<typeof bad>): BadEvent {
  return { ...bad(...row), intake: history };
}

function line(fields: object): object {
  return { ...click, type: 'purchase', items: [{ itemId: 'i', ...fields }] };
}

function past(fields: object): object {
  return { ...click, occurredAt: 1, ...fields };
}

test.for(badEvents)('an event that $why is refused', ({ event, code, pointer, says, intake }) => {
  const outcome = behaviourRecord(event, intake ?? live);
  expect(outcome).toEqual({ code, pointer, message: expect.stringMatching(says) });
});

test('every code but those of a whole request is in the table above', () => {
  const covered = new Set(badEvents.map(({ code }) => code));
  const elsewhere = [
    'PURPOSE_INVALID',
    'CATEGORY_INVALID',
    'USER_UNVERIFIED',
    'ALIAS_OF_ITSELF',
    'CONSENT_MISSING',
    'PROFILE_TOO_MANY',
    'SEQUENCE_NOT_RISING',
  ];
  expect(rejectionCodes.filter((code) => !covered.has(code))).toEqual(elsewhere);
});

test('a message repeats no more than a line of what it refuses', () => {
  const outcome = behaviourRecord({ ...click, ['f'.repeat(100_000)]: 1 }, live);
  expect(JSON.stringify(outcome).length).toBeLessThan(400);
});
