import {
  type BehaviourEvent,
  behaviourEventCodec,
  type DeadLetter,
  deadLetterCodec,
  type RefusedRow,
  refusedRow,
  refusedRowCodec,
  topics,
} from '@freshet/events';
import type { Log, LogRecord } from '@freshet/stream';
import { expect, it } from 'vitest';
import { change, list, openAdmin } from '../support/dead-letters.ts';
import { describeDeployments } from '../support/deployment.ts';
import { startIngest } from '../support/intake.ts';
import { by, keyedAccess, keys } from '../support/keyed-target.ts';

const SNOWPLOW = '/com.snowplowanalytics.snowplow/tp2';
const HOUR_MS = 3_600_000;
const said = Date.now() - 2 * HOUR_MS;
const product = {
  schema: 'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0',
  data: {
    schema:
      'iglu:com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action/jsonschema/1-0-2',
    data: { type: 'add_to_cart' },
  },
};

interface Case {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  /** What the row lacks. */
  readonly mended: object;
  readonly row: object;
  body(row: object): unknown;
}

/** Rows that an older Freshet did not understand, and what it would have taken. */
const cases: readonly Case[] = [
  {
    // A client's clock, an hour behind ours: what the request says beside the row corrects it.
    method: 'POST',
    url: '/v1/track',
    row: { messageId: 'm-1', anonymousId: 'guest', timestamp: said },
    mended: { event: 'Product Viewed', properties: { product_id: 'tent' } },
    body: (row) => ({ ...row, sentAt: Date.now() - HOUR_MS }),
  },
  {
    method: 'POST',
    url: SNOWPLOW,
    row: { e: 'ue', eid: 'e-1', uid: 'ada', duid: 'laptop', sid: 's', ue_pr: '{', dtm: `${said}` },
    mended: { ue_pr: JSON.stringify(product) },
    body: (row) => ({ data: [row] }),
  },
  {
    method: 'PUT',
    url: '/api/feedback',
    row: { FeedbackType: 'read', UserId: 'carl', ItemId: 7, Timestamp: '2026-01-31T12:00:00Z' },
    mended: { ItemId: 'tent' },
    body: (row) => [row],
  },
];

describeDeployments('rows that were refused', (open) => {
  it('are taken once they are understood, as they would have been then, and not before', async () => {
    const { log, store } = await open(3);
    const ingest = await startIngest({ log, store }, 'one', false, {
      access: keyedAccess as never,
    });
    const admin = await openAdmin(log);
    const send = ({ method, url, body }: Case, row: object) =>
      ingest.inject({ method, url, payload: body(row) as object, headers: by(keys.sender) });
    for (const each of cases) await send(each, each.row);
    const letters = (await readAll(log, topics.deadLetters.name)).map(({ value }) =>
      deadLetterCodec.decode(value!),
    );
    expect(await change(admin, 'redrive', { all: true })).toMatchObject({
      redriven: 0,
      refused: 3,
      refusals: letters.map(({ code }, offset) => ({ offset, code })),
    });
    expect(await events(log)).toEqual([]);

    for (const [i, letter] of letters.entries()) {
      const value = deadLetterCodec.encode(mended(letter, cases[i]!.mended));
      await log.publisher.publish(topics.deadLetters.name, [{ value }]);
    }
    const again = { redriven: 3, already: 0, refused: 0 };
    const offset = [3, 4, 5];
    expect(await change(admin, 'redrive', { offset })).toMatchObject(again);
    const redriven = await events(log);
    expect(redriven.map(({ receivedAt }) => receivedAt)).toEqual(
      redriven.map(({ userId, anonymousId }) => receivedAtOf(letters, userId ?? anonymousId)),
    );
    const viewed = redriven.find(({ id }) => id === 'm-1')!;
    expect(viewed).toMatchObject({ site: 'shop', type: 'view', itemId: 'tent' });
    expect(Math.abs(viewed.at - (said + HOUR_MS))).toBeLessThan(HOUR_MS / 2);

    expect(await change(admin, 'redrive', { offset })).toMatchObject({ redriven: 0, already: 3 });
    expect((await list(admin)).letters.map((letter) => letter.offset)).toEqual([0, 1, 2]);

    const [{ site, owners, beside, isCut }] = letters.map((letter) => refusedRow(letter)!) as [
      RefusedRow,
    ];
    const nameless = { ...cases[0]!.mended, anonymousId: 'nameless' };
    const row = Buffer.from(JSON.stringify(nameless));
    const value = refusedRowCodec.encode({ site, owners, beside, isCut, row });
    const ofNoId = { value: deadLetterCodec.encode({ ...letters[0]!, value }) };
    await log.publisher.publish(topics.deadLetters.name, [ofNoId]);
    expect(await change(admin, 'redrive', { offset: 6 })).toMatchObject({ redriven: 1 });
    const [named] = (await events(log)).filter((event) => event.anonymousId === 'nameless');
    expect(named!.id).toBe(`letter:${letters[0]!.at}:6:0`);

    for (const each of cases) await send(each, { ...each.row, ...each.mended });
    const live = (await events(log)).filter(
      (event) => ![named!, ...redriven].some((one) => same(one, event)),
    );
    expect(live.map(timeless)).toEqual(redriven.map(timeless));
    expect(live.map(({ id }) => id).toSorted()).toEqual(redriven.map(({ id }) => id).toSorted());
  });
});

/** The letter as it would be of a row that had what it lacks. */
function mended(letter: DeadLetter, lacking: object): DeadLetter {
  const refused = refusedRow(letter)!;
  const row = { ...(JSON.parse(refused.row.toString()) as object), ...lacking };
  const value = refusedRowCodec.encode({ ...refused, row: Buffer.from(JSON.stringify(row)) });
  // A moment ago, so that it is told from what comes now.
  return { ...letter, at: letter.at - 1_000, value };
}

const receivedAtOf = (letters: readonly DeadLetter[], id: string | null): number =>
  letters.find(({ key }) => key!.toString().endsWith(`/${id}`))!.at - 1_000;

const same = (a: BehaviourEvent, b: BehaviourEvent): boolean =>
  a.id === b.id && a.receivedAt === b.receivedAt;

/** Without what depends on when it came in. */
const timeless = (event: BehaviourEvent) => ({ ...event, receivedAt: 0, at: 0 });

/** Every event, by who did it. */
async function events(log: Log): Promise<readonly BehaviourEvent[]> {
  const records = await readAll(log, topics.behaviourEvents.name);
  return records
    .map(({ value }) => behaviourEventCodec.decode(value!))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function readAll(log: Log, topic: string): Promise<readonly LogRecord[]> {
  const records: LogRecord[] = [];
  const follower = await log.follow({
    topic,
    record: (record) => void records.push({ ...record, value: Buffer.from(record.value!) }),
    onFatal(error) {
      throw error;
    },
  });
  await follower.caughtUp;
  await follower.close();
  return records;
}
