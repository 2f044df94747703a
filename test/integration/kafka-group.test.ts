import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import { openKafkaLog, uniquePrefix } from '../support/kafka-log.ts';
import { type RunningProcess, startProcess, stripTypes } from '../support/processes.ts';
import { afterLast, note, recorder } from '../support/recorder.ts';
import { keyedTopic } from '../support/topics.ts';

const TOPIC = 'visits';
const GROUP = 'readers';
const SESSION_MS = 3000;
/** Half of what a group waits for a member that does not come back to a rebalance. */
const WAIT_MS = 30_000;

describe.skipIf(!kafkaAvailable())('consumer group (Kafka)', () => {
  it('shares the partitions with a member that joins and takes them back when it leaves', async () => {
    const { log } = await openTopic();
    const first = await log.consume(recorder(GROUP, TOPIC));
    expect(first.assigned).toEqual([0, 1, 2, 3]);
    const second = await log.consume(recorder(GROUP, TOPIC));
    await eventually('both hold half', () =>
      expect([first.assigned.length, second.assigned.length]).toEqual([2, 2]),
    );
    await second.close();
    await eventually('the first holds all', () => expect(first.assigned).toEqual([0, 1, 2, 3]));
  });

  it('asks for every position anew after a rebalance, and goes on from there', async () => {
    const { log, publish } = await openTopic();
    const next = new Map<number, number>();
    const first = recorder(GROUP, TOPIC, {
      position: (partition) => Promise.resolve({ offset: next.get(partition) ?? 0 }),
      handle(batch) {
        note(batch, first.seen);
        next.set(batch.partition, afterLast(batch));
        return Promise.resolve({ next: afterLast(batch) });
      },
    });
    await log.consume(first);
    await publish(2);
    await eventually('all is read', () => expect(first.seen).toHaveLength(8));
    const second = await log.consume(recorder(GROUP, TOPIC, { from: 'latest' }));
    await second.close();
    await publish(1);
    await eventually('the new records are read, and only they', () =>
      expect(first.seen.slice(8).toSorted()).toEqual(['0:2', '1:2', '2:2', '3:2']),
    );
  });

  it('tells a long handler to stop when another member joins, which then need not wait', async () => {
    const { log, publish } = await openTopic({ sessionTimeoutMs: WAIT_MS });
    await publish(1);
    let aborted = 0;
    const slow = recorder(GROUP, TOPIC, {
      async handle({ signal, records }) {
        slow.seen.push('running');
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        aborted += 1;
        return { next: records[0]!.offset };
      },
    });
    await log.consume(slow);
    await eventually('all handlers run', () => expect(slow.seen).toHaveLength(4));
    const joinedAfter = await timed(() => log.consume(recorder(GROUP, TOPIC)));
    expect(aborted).toBeGreaterThanOrEqual(4);
    expect(joinedAfter).toBeLessThan(WAIT_MS);
    expect(slow.fatal).toEqual([]);
  });

  it('reads on where a member killed with SIGKILL left its partitions', async () => {
    const { publish, member, survivor, consumer } = await shareTopic();
    await member.kill('SIGKILL');
    await publish(3);
    await eventually('the survivor reads everything', () => {
      expect(consumer.assigned).toHaveLength(4);
      expect(new Set(survivor.seen).size).toBe(12);
    });
  });

  it('takes a member back that was stopped for longer than its session', async () => {
    const { publish, member, consumer } = await shareTopic();
    await member.kill('SIGSTOP');
    await eventually('the group gives it up', () => expect(consumer.assigned).toHaveLength(4));
    await member.kill('SIGCONT');
    await eventually('it is back', () => expect(consumer.assigned).toHaveLength(2));
    const before = member.output().length;
    await publish(1);
    await eventually('it reads again', () =>
      expect(member.output().slice(before)).toMatch(/handled \d \d/),
    );
    expect(member.output()).not.toContain('fatal');
  });

  it('lets a member go that waits for another to come back', async () => {
    const { log, publish, prefix } = await openTopic();
    const absent = startMember(prefix, { sessionMs: 120_000 });
    await eventually('the member holds all', () =>
      expect(absent.output()).toContain('assigned 0,1,2,3'),
    );
    const told: number[] = [];
    const consumer = await log.consume(
      recorder(GROUP, TOPIC, {
        async handle({ signal, records, partition }) {
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          told.push(partition);
          return { next: records[0]!.offset };
        },
      }),
    );
    await publish(1);
    await absent.kill('SIGSTOP');
    startMember(prefix);
    await eventually('a rebalance has begun', () => expect(told.length).toBeGreaterThan(0));
    await consumer.close();
    // Had it waited, the absent one would have been given up.
    expect(await memberCount(`${prefix}${GROUP}`)).toBe(3);
  });
});

async function openTopic({ sessionTimeoutMs = SESSION_MS } = {}) {
  const prefix = uniquePrefix();
  const log = await openKafkaLog({ prefix, sessionTimeoutMs });
  await log.admin.ensureTopics([keyedTopic(TOPIC)]);
  /** So many records into each of the four partitions. */
  const publish = async (count: number): Promise<void> => {
    const records = Array.from({ length: 4 * count }, (_, i) => ({
      value: Buffer.from('x'),
      partition: i % 4,
    }));
    await log.publisher.publish(TOPIC, records);
  };
  return { log, prefix, publish };
}

/** A member in a process of its own and one in here, with half of the partitions each. */
async function shareTopic() {
  const { log, publish, prefix } = await openTopic();
  const member = startMember(prefix);
  await eventually('the member holds all', () =>
    expect(member.output()).toContain('assigned 0,1,2,3'),
  );
  const survivor = recorder(GROUP, TOPIC);
  const consumer = await log.consume(survivor);
  await eventually('both hold half', () => expect(consumer.assigned).toHaveLength(2));
  return { publish, member, survivor, consumer };
}

const startMember = (prefix: string, { sessionMs = SESSION_MS } = {}): RunningProcess =>
  startProcess({
    command: [
      process.execPath,
      ...stripTypes,
      'test/support/kafka-member.ts',
      kafkaBootstrap(),
      prefix,
      TOPIC,
      GROUP,
      String(sessionMs),
    ],
    env: {},
  });

async function memberCount(group: string): Promise<number> {
  const kafka = new Kafka({ brokers: kafkaBootstrap().split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  onTestFinished(() => admin.disconnect());
  await admin.connect();
  const { groups } = await admin.describeGroups([group]);
  return groups[0]!.members.length;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
