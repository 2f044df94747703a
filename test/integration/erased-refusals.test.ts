import { type DeadLetter, deadLetterCodec, refusedRow, topics } from '@freshet/events';
import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openIngest } from '../support/ingest.ts';

const SNOWPLOW = '/com.snowplowanalytics.snowplow/tp2';
const track = { type: 'track' };
const unreadable = { e: 'ue', ue_px: '!' };
const read = { FeedbackType: 'read' };

/** Rows that are refused, and who they name: somebody in every field that another protocol has for it. */
const refused: readonly [url: string, row: object, query: string][] = [
  ['/v1/batch', { ...track, userId: 'ada', anonymousId: 'other' }, 'userId=ada'],
  ['/v1/batch', { ...track, userId: 'other', anonymousId: 'guest' }, 'anonymousId=guest'],
  ['/v1/batch', { ...track, userId: 7 }, 'userId=7'],
  ['/v1/batch', { ...track, previousId: 'countess' }, 'userId=countess'],
  ['/v1/batch', { ...track, previousId: 'former' }, 'anonymousId=former'],
  [SNOWPLOW, { ...unreadable, uid: 'bob', duid: 'other' }, 'userId=bob'],
  [SNOWPLOW, { ...unreadable, uid: 'other', duid: 'laptop' }, 'anonymousId=laptop'],
  [SNOWPLOW, { ...unreadable, duid: 'other', nuid: 'server' }, 'anonymousId=server'],
  [SNOWPLOW, { ...unreadable, sid: 'session' }, 'anonymousId=session'],
  ['/api/feedback', { ...read, UserId: 'carl' }, 'userId=carl'],
  ['/api/feedback', { ...read, UserId: 42 }, 'userId=42'],
  ['/api/users', { UserId: 'dora', Comment: 7 }, 'userId=dora'],
];

test('whoever is erased, no row of another protocol that named them is left', async () => {
  const { app, log, letters } = await openIngest({ clock: Date.now });
  for (const [url, row] of refused) {
    const rows = [row, { ...row, ...strangers }];
    const payload =
      url === '/v1/batch' ? { batch: rows } : url === SNOWPLOW ? { data: rows } : rows;
    await app.inject({ method: 'POST', url, payload });
  }
  const before = await letters();
  expect(before).toHaveLength(2 * refused.length);
  expect(before.filter(isOfStrangers)).toHaveLength(refused.length);
  for (const [, , query] of refused) {
    const { statusCode } = await app.inject({ method: 'DELETE', url: `/v1/profiles?${query}` });
    expect(statusCode).toBe(202);
  }
  // As an ingest whose log was away writes them.
  const late = before.map((letter) => ({ value: deadLetterCodec.encode(letter) }));
  await log.publisher.publish(topics.deadLetters.name, late);
  await eventually('what names only others is left', async () => {
    const left = await letters();
    expect(left.filter((letter) => !isOfStrangers(letter)).map(({ message }) => message)).toEqual(
      [],
    );
    expect(left).toHaveLength(2 * refused.length);
  });
});

/** In every field. */
const strangers = Object.fromEntries(
  ['userId', 'anonymousId', 'previousId', 'uid', 'duid', 'nuid', 'sid', 'UserId'].map((name) => [
    name,
    'somebody',
  ]),
);

const isOfStrangers = (letter: DeadLetter): boolean =>
  refusedRow(letter)!.owners.every((key) => key.endsWith('/somebody'));
