import { FreshetError } from '@freshet/runtime';
import { describe, expect, it, vi } from 'vitest';
import { openApi } from '../support/api.ts';
import { askAll, feedback } from '../support/gorse-calls.ts';
import { openIngest } from '../support/ingest.ts';
import { urlOf } from '../support/tagged-site.ts';

const told = (FeedbackType: string, more: object = {}) => ({
  ...feedback(FeedbackType, 'A'),
  UserId: 'u',
  ...more,
});

/** As clients say it whose language has no field that is not there. */
const unset = { Value: null, Timestamp: null, Labels: null, Comment: null };

/** An API that passes on to an ingest what is its. */
async function openApiBeforeIngest() {
  const ingest = await openIngest();
  return openApi({ ingestUrl: await urlOf(ingest.app) });
}

describe('what Gorse’s clients tell', () => {
  it.for([
    ['by ingest', openIngest],
    ['by an API before it', openApiBeforeIngest],
  ] as const)('is answered as Gorse does %s', async ([, open]) => {
    const ingest = await open();
    const many = Array.from({ length: 128 }, (_, i) => told('read', { ItemId: `i${i}` }));
    await askAll(ingest.app, [
      ['POST /api/feedback', [told('read'), told('star')], 200, { RowAffected: 2 }],
      ['PUT /api/feedback/', [told('rating', { Value: 4 })], 200, { RowAffected: 1 }],
      [
        'POST /api/feedback?future=1',
        [told('read', { UserId: 'ü/1', ItemId: '帐篷/⛺', Future: { a: 1 } })],
        200,
        { RowAffected: 1 },
      ],
      ['PATCH /api/user/%E5%B8%90/%E7%AF%B7?x=1', { Future: 1 }, 200, { RowAffected: 1 }],
      ['POST /api/feedback', [], 200, { RowAffected: 0 }],
      ['POST /api/feedback', [told('read', unset)], 200, { RowAffected: 1 }],
      ['POST /api/feedback', {}, 400, 'The body must be a JSON array of feedback.'],
      [
        'POST /api/feedback',
        [told('')],
        400,
        'Nothing was taken; row 0/FeedbackType: FeedbackType is missing.',
      ],
      ['POST /api/feedback', many, 200, { RowAffected: 128 }],
      ['POST /api/feedback', [...many, told('read')], 413, expect.stringContaining('at most 128')],
      ['POST /api/user', { UserId: 'ü/1', Labels: ['x'], Comment: 'c' }, 200, { RowAffected: 1 }],
      ['POST /api/users', [{ UserId: 'a' }, { UserId: 'b' }], 200, { RowAffected: 2 }],
      ['PATCH /api/user/a/b', { Labels: {} }, 200, { RowAffected: 1 }],
      [
        'POST /api/user',
        { UserId: 7 },
        400,
        'Nothing was taken; row 0/UserId: UserId must be a string.',
      ],
      ['POST /api/user', undefined, 400, 'Nothing was taken; row 0: The entry must be an object.'],
      ['PATCH /api/user/a', [], 400, 'Nothing was taken; row 0: The entry must be an object.'],
      ['DELETE /api/feedback/read/%C3%BC%2F1/a/b', undefined, 200, { RowAffected: 1 }],
      ['DELETE /api/feedback/u/A/', undefined, 200, { RowAffected: 1 }],
      ['DELETE /api/feedback/u', undefined, 400, expect.stringContaining('a user and an item')],
      [
        `DELETE /api/feedback/u/${'x'.repeat(300)}`,
        undefined,
        400,
        expect.stringContaining('row 0/ItemId'),
      ],
      ['DELETE /api/user/%C3%BC%2F1', undefined, 200, { RowAffected: 1 }],
    ]);
  });

  it('names a bad row, takes the others and keeps it as a dead letter', async () => {
    const ingest = await openIngest();
    const rows = [
      told('read'),
      told('star', { Timestamp: 'soon' }),
      7,
      told('like', { ItemId: 'x'.repeat(300) }),
    ];
    const payload = JSON.stringify(rows).replace('{', '{"__proto__":{"UserId":"v"},');
    const headers = { 'content-type': 'application/json' };
    const call = { method: 'POST', url: '/api/feedback', headers, payload } as const;
    const answer = await ingest.app.inject(call);
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      {
        RowAffected: 1,
        Rejected: [
          { Index: 1, Code: 'TIME_INVALID', Pointer: '/1/Timestamp', Message: expect.any(String) },
          { Index: 2, Code: 'FIELD_TYPE', Pointer: '/2', Message: expect.any(String) },
          { Index: 3, Code: 'ID_INVALID', Pointer: '/3/ItemId', Message: expect.any(String) },
        ],
      },
    ]);
    const kept = await ingest.letters();
    expect(kept.map(({ group, code }) => [group, code])).toEqual([
      ['gorse', 'TIME_INVALID'],
      ['gorse', 'FIELD_TYPE'],
      ['gorse', 'ID_INVALID'],
    ]);
    expect(await ingest.events()).toHaveLength(1);
  });

  it('is refused in words while the log takes nothing, and taken when it is told again', async () => {
    const ingest = await openIngest();
    const away = new FreshetError('LOG_UNREACHABLE', 'The log is away.');
    vi.spyOn(ingest.log.publisher, 'publish').mockRejectedValueOnce(away);
    const call = { method: 'POST', url: '/api/feedback', payload: [told('read')] } as const;
    const refused = await ingest.app.inject(call);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1']);
    expect(refused.body).toBe('The log is away.');
    expect(await ingest.events()).toEqual([]);
    expect((await ingest.app.inject(call)).json()).toEqual({ RowAffected: 1 });
    expect(await ingest.events()).toHaveLength(1);
  });

  it('is taken back by an event that says what', async () => {
    const ingest = await openIngest();
    for (const what of ['read/%C3%BC/a/b', 'Dislike/%C3%BC/A', '%C3%BC/a%2Fb']) {
      await ingest.app.inject({ method: 'DELETE', url: `/api/feedback/${what}` });
    }
    const events = await ingest.events();
    expect(
      events.map(({ type, userId, itemId, properties }) => [type, userId, itemId, properties]),
    ).toEqual([
      ['retract:view', 'ü', 'a/b', '{"gorse":{"FeedbackType":"read"}}'],
      ['retract:dismiss', 'ü', 'a/b', '{"gorse":{"FeedbackType":"read"}}'],
      ['retract:dismiss', 'ü', 'A', '{"gorse":{"FeedbackType":"Dislike"}}'],
      ['retract', 'ü', 'a/b', '{"gorse":{}}'],
    ]);
  });

  it('becomes events: the same again the same one, at another time or value another', async () => {
    const ingest = await openIngest();
    const rows = [
      told('read', { Labels: ['l'], Comment: 'c', Value: 2 }),
      told('read', { Labels: ['l'], Comment: 'c', Value: 2, Timestamp: '2026-11-21 11:00:00' }),
      told('read', { Value: 3 }),
      told('rating', { Value: 4, Timestamp: '' }),
      told('Dislike'),
    ];
    const answer = await ingest.app.inject({ method: 'POST', url: '/api/feedback', payload: rows });
    expect(answer.json()).toEqual({ RowAffected: 5 });
    const events = await ingest.events();
    const at = Date.UTC(2026, 10, 21, 11);
    expect(events.map(({ type, occurredAt, value }) => [type, occurredAt, value])).toEqual([
      ['view', at, null],
      ['view', at, null],
      ['rating', null, 4],
      ['view', null, null],
      ['dismiss', at, null],
    ]);
    expect(JSON.parse(events[0]!.properties!)).toEqual({
      gorse: { FeedbackType: 'read', Value: 2, Labels: ['l'], Comment: 'c' },
    });
    expect(new Set(events.map(({ id }) => id)).size).toBe(5);
  });
});
