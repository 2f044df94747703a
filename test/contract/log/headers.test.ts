import { expect, it } from 'vitest';
import type { LogRecord, OutgoingRecord } from '@freshet/stream';
import { eventually } from '../../support/eventually.ts';
import { describeLog } from '../../support/log-engines.ts';
import { done, read, testTopic, text } from '../../support/log-reading.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const hostile = Object.fromEntries([
  ['__proto__', 'x'],
  ['constructor', ''],
  ['ü 🧀', 'nul\u0000 東京'],
]);

describeLog('headers', (engine) => {
  it('come back with their record, however it was published and is read, also after a restart', async () => {
    const home = await engine.createHome();
    const log = await home.open();
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    await log.publisher.publish(topic.name, [
      record('traced', { traceparent }),
      record('plain', undefined),
      record('hostile', hostile),
      record('none', {}),
    ]);
    await new Promise<void>((resolve, reject) => {
      const results = {
        written: () => resolve(),
        failed: (_: number, error: Error) => reject(error),
      };
      log.publisher.submit(topic.name, [record('submitted', { a: '1' })], results);
    });
    await log.publisher.publishAtomically(topic.name, [record('atomic', { b: '2' })]);
    const expected = [
      ['traced', [['traceparent', traceparent]]],
      ['plain', undefined],
      ['hostile', Object.entries(hostile)],
      ['none', undefined],
      ['submitted', [['a', '1']]],
      ['atomic', [['b', '2']]],
    ];
    await log.close();
    const again = await home.open();
    await again.admin.ensureTopics([topic]);

    const consumed: unknown[] = [];
    const handle: Parameters<typeof read>[2] = {
      async handle(batch) {
        consumed.push(...batch.records.map(outline));
        return done(batch);
      },
    };
    await read(again, topic, handle);
    const followed: unknown[] = [];
    const follower = await again.follow({
      topic: topic.name,
      record: (each) => void followed.push(outline(each)),
      onFatal: (error) => {
        throw error;
      },
    });
    await follower.caughtUp;
    const ranged: unknown[] = [];
    const range = { topic: topic.name, partition: 0, from: 2, to: 5 };
    await again.read({
      ...range,
      async handle(records) {
        ranged.push(...records.map(outline));
        return 'more';
      },
    });
    await eventually('all records are read', () => expect(consumed).toEqual(expected));
    expect(followed).toEqual(expected);
    expect(ranged).toEqual(expected.slice(2, 5));
  });

  it('count towards the size of a record', async () => {
    const log = await (await engine.createHome()).open();
    const topic = testTopic({ partitions: 1 });
    await log.admin.ensureTopics([topic]);
    const call = log.publisher.publish(topic.name, [record('large', { a: 'x'.repeat(1_000_000) })]);
    await expect(call).rejects.toMatchObject({ code: 'LOG_RECORD_TOO_LARGE' });
  });
});

const record = (key: string, headers: OutgoingRecord['headers']): OutgoingRecord => ({
  key,
  value: Buffer.from(key),
  headers,
});

const outline = ({ key, headers }: LogRecord) => [text(key), headers && Object.entries(headers)];
