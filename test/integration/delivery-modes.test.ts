import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import type { Log } from '@freshet/stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HoldPoint, MemberOptions } from '../support/delivery-member.ts';
import { kafkaAvailable, kafkaBootstrap } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { startProcess, stripTypes } from '../support/processes.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { keyedTopic } from '../support/topics.ts';
import { visitCounts } from '../support/visit-count.ts';

const TOPIC = 'visits';
const PARTITIONS = 2;
/** In one partition: the first half is there when the member is killed, the rest comes afterwards. */
const RECORDS = 20;
const EXPECTED = Array.from({ length: RECORDS }, (_, offset) => offset);

interface Scene {
  readonly member: Pick<MemberOptions, 'dir' | 'kafka' | 'topic'>;
  /** Opens the log for a moment: an embedded one has room for one process at a time. */
  withLog(work: (log: Log) => Promise<void>): Promise<void>;
}

const scenes = [
  { name: 'embedded', available: true, open: embeddedScene },
  { name: 'Kafka', available: kafkaAvailable(), open: kafkaScene },
];

/** How often each record had its effect, when the process is killed at its first batch. */
const promises: [mode: MemberOptions['mode'], holdAt: HoldPoint, half: number, says: string][] = [
  ['at-most-once', 'before-work', 0, 'loses what it had committed and not yet done'],
  ['at-most-once', 'after-work', 1, 'repeats nothing'],
  ['at-least-once', 'before-work', 1, 'loses nothing'],
  ['at-least-once', 'after-work', 2, 'repeats what it had done and not yet committed'],
  ['exactly-once', 'before-work', 1, 'loses nothing'],
  ['exactly-once', 'after-work', 1, 'repeats nothing'],
];

describe.each(scenes.filter(({ available }) => available))('delivery ($name)', ({ open }) => {
  it.for(promises)(
    '%s, killed %s, does the first half %i times: %s',
    async ([mode, holdAt, times]) => {
      const scene = await open();
      await scene.withLog((log) => fill(log, 0));
      const first = startMember({ ...scene.member, mode, holdAt });
      await eventually('it is at the worst moment', () =>
        expect(first.output()).toMatch('holding'),
      );
      await first.kill('SIGKILL');
      await scene.withLog((log) => fill(log, RECORDS / 2));

      const second = startMember({ ...scene.member, mode });
      const effects = async (): Promise<number[]> => {
        if (mode !== 'exactly-once') return didIn(first.output() + second.output());
        await second.kill('SIGKILL');
        return countsIn(scene.member.dir);
      };
      await eventually('the second half is done', () =>
        expect(second.output()).toMatch(mode === 'exactly-once' ? 'applied 20' : 'did 0 19'),
      );
      expect(await effects()).toEqual(EXPECTED.map((offset) => (offset < RECORDS / 2 ? times : 1)));
    },
  );
});

function startMember(options: MemberOptions) {
  const script = 'test/support/delivery-member.ts';
  const command = [process.execPath, ...stripTypes, script, JSON.stringify(options)];
  return startProcess({ command, env: {} });
}

/** How often each offset appears in what members wrote. */
function didIn(output: string): number[] {
  const done = [...output.matchAll(/^did 0 (\d+)$/gm)].map(([, offset]) => Number(offset));
  return EXPECTED.map((offset) => done.filter((other) => other === offset).length);
}

async function countsIn(dir: string): Promise<number[]> {
  const environment = openEnvironment(dir);
  const place = { partition: 0, partitions: PARTITIONS };
  const store = createEmbeddedStore(environment);
  const counts = await visitCounts(store, place, EXPECTED.map(String));
  await store.close();
  await environment.close();
  return counts;
}

/** Half of the records, from this number on. */
async function fill(log: Log, from: number): Promise<void> {
  await log.admin.ensureTopics([keyedTopic(TOPIC)]);
  const records = EXPECTED.slice(from, from + RECORDS / 2).map((number) => ({
    key: String(number),
    value: Buffer.from('x'),
    partition: 0,
  }));
  await log.publisher.publish(TOPIC, records);
}

async function embeddedScene(): Promise<Scene> {
  const dir = await temporaryDir();
  return {
    member: { dir, topic: TOPIC },
    async withLog(work) {
      const environment = openEnvironment(dir);
      const log = createEmbeddedLog({ environment, partitions: PARTITIONS, logger: quietLogger });
      await work(log);
      await log.close();
      await environment.close();
    },
  };
}

async function kafkaScene(): Promise<Scene> {
  const prefix = uniquePrefix();
  const log = await openKafkaLog({ prefix, partitions: PARTITIONS });
  const dir = await temporaryDir();
  return {
    member: { dir, topic: TOPIC, kafka: { brokers: kafkaBootstrap(), prefix } },
    withLog: (work) => work(log),
  };
}

async function temporaryDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'freshet-delivery-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}
