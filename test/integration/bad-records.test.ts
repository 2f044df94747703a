import { behaviourEventCodec, partitionOf, topics, FIRST_NAMESPACE } from '@freshet/events';
import { GROUPS, type Store } from '@freshet/store';
import type { Log } from '@freshet/stream';
import { expect, it } from 'vitest';
import { change, deadLetter, file, list, openAdmin } from '../support/dead-letters.ts';
import { openStore } from '../support/embedded-store.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { faultyLog } from '../support/faults.ts';
import { describeLog, KEYED_PARTITIONS, type LogEngine, openLog } from '../support/log-engines.ts';
import { expectModel, publishInParts } from '../support/pipeline.ts';
import { type Said, startWatchedWorker } from '../support/worker.ts';

const HOUR_MS = 3_600_000;
const intake = topics.behaviourEvents.name;
const key = 'default/u/ada';
const partition = partitionOf(key, KEYED_PARTITIONS);
const event = (n: number) => behaviourEvent({ id: `event-${n}`, at: 1.7e12 + n * 60_000 });
const events = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => event(from + i));
const removed = {
  message: 'retention removed records before they were read',
  fields: { group: GROUPS.profiles, partition, from: 5, to: 12 },
};
/** Every group that reads events says it of its own. */
const ofProfiles = (said: readonly Said[]) =>
  said.filter(({ message, fields }) => {
    return message === removed.message && fields['group'] === GROUPS.profiles;
  });
const truncated = behaviourEventCodec.encode(event(99)).subarray(0, 20);

describeLog('a worker', (engine) => {
  it('buries a truncated event, raw and with its origin, and goes on', async () => {
    const { log, store, app } = await open(engine);
    const { metric } = await startWatchedWorker(log, store);
    await publishInParts(log, events(0, 2), 1);
    await log.publisher.publish(intake, [{ key, value: truncated }]);
    await publishInParts(log, events(2, 4), 1);
    await expectModel(store, KEYED_PARTITIONS, events(0, 4));
    const letter = await app.inject('/v1/admin/dead-letters/0');
    expect(letter.json()).toMatchObject({
      status: 'open',
      origin: { topic: intake, partition, offset: 2, group: GROUPS.profiles },
      step: 'decode',
      code: 'RECORD_UNDECODABLE',
      message: expect.stringContaining('cut short') as string,
      key,
      valueBase64: truncated.toString('base64'),
    });
    const labels = { group: GROUPS.profiles, code: 'RECORD_UNDECODABLE' };
    expect(await metric('freshet_processor_dead_letters_total', labels)).toBe(1);
  });

  it('buries a record again, as a new letter, when it is redriven and still cannot be read', async () => {
    const { log, store, app } = await open(engine);
    await startWatchedWorker(log, store);
    await log.publisher.publish(intake, [{ key, value: truncated }]);
    await eventually('it is a letter', async () =>
      expect((await list(app)).letters).toMatchObject([{ offset: 0 }]),
    );
    expect(await change(app, 'redrive', { all: true })).toMatchObject({ redriven: 1 });
    await eventually('it is another letter', async () =>
      expect((await list(app)).letters).toMatchObject([{ offset: 1, status: 'open' }]),
    );
  });

  it('counts a redriven event once, also when it was processed already or is sent twice', async () => {
    const { log, store, app } = await open(engine);
    await startWatchedWorker(log, store);
    const origin = { key: Buffer.from(key), partition };
    const value = (n: number) => behaviourEventCodec.encode(event(n));
    await publishInParts(log, events(0, 3), 1);
    await file(log, [
      deadLetter({ ...origin, value: value(1) }),
      deadLetter({ ...origin, value: value(3) }),
    ]);
    expect(await change(app, 'redrive', { all: true })).toMatchObject({ redriven: 2 });
    await expectModel(store, KEYED_PARTITIONS, events(0, 4));
    // As after a crash between sending it and noting that.
    await log.publisher.publish(intake, [{ key, value: value(3) }]);
    expect(await change(app, 'redrive', { all: true })).toMatchObject({ redriven: 0, already: 2 });
    await publishInParts(log, events(4, 5), 1);
    await expectModel(store, KEYED_PARTITIONS, events(0, 5));
  });

  it('waits before a record of a newer version, with an alarm and without a letter', async () => {
    const { log, store, app } = await open(engine);
    const { metric, said } = await startWatchedWorker(log, store);
    const newer = Buffer.from(behaviourEventCodec.encode(event(1)));
    newer.writeInt32BE(1_000_000, 1);
    await publishInParts(log, events(0, 1), 1);
    await log.publisher.publish(intake, [{ key, value: newer }]);
    await publishInParts(log, events(2, 3), 1);
    await expectStopped(metric);
    expect(said).toContainEqual(stoppedBy('SCHEMA_UNKNOWN', `${intake}/${partition} at offset 1`));
    await expectModel(store, KEYED_PARTITIONS, events(0, 1));
    expect((await list(app)).letters).toEqual([]);
  });

  it('stops before a fence that lies beyond the end of the log', async () => {
    const { log, store } = await open(engine);
    await publishInParts(log, events(0, 3), 1);
    const next = { next: 1000, checksum: 1, streamTime: 1.7e12 };
    await store.apply({ partition: stateOf(partition), from: undefined, next, writes: [] });
    const { metric, said } = await startWatchedWorker(log, store);
    await expectStopped(metric);
    expect(said).toContainEqual(stoppedBy('LOG_BEHIND_FENCE', 'ends at offset 3'));
    expect((await store.read(stateOf(partition), [])).fence).toEqual(next);
  });

  it('says exactly what retention removed before it was read, and goes on behind it', async () => {
    const { log, store } = await open(engine);
    const first = await startWatchedWorker(log, store);
    await publishInParts(log, events(0, 5), 1);
    await expectModel(store, KEYED_PARTITIONS, events(0, 5));
    await first.close();
    await publishInParts(log, events(5, 12), 1);
    await removeAll(log, 12);
    await publishInParts(log, events(12, 15), 1);
    const { metric, said } = await startWatchedWorker(log, store);
    await expectModel(store, KEYED_PARTITIONS, [...events(0, 5), ...events(12, 15)]);
    const group = GROUPS.profiles;
    expect(await metric('freshet_processor_missed_records_total', { group })).toBe(7);
    expect(ofProfiles(said)).toEqual([removed]);
  });

  it('says it as exactly when retention overtakes it while it waits', async () => {
    const { log, store } = await open(engine);
    let away = false;
    const faulty = faultyLog(log, () => away);
    const { metric, said } = await startWatchedWorker(faulty, store);
    await publishInParts(log, events(0, 5), 1);
    await expectModel(store, KEYED_PARTITIONS, events(0, 5));
    away = true;
    await publishInParts(log, events(5, 12), 1);
    await eventually('the partition waits', () =>
      expect(said.map(({ message }) => message)).toContain('partition paused'),
    );
    await removeAll(log, 12);
    await publishInParts(log, events(12, 15), 1);
    away = false;
    await expectModel(store, KEYED_PARTITIONS, [...events(0, 5), ...events(12, 15)]);
    const group = GROUPS.profiles;
    expect(await metric('freshet_processor_missed_records_total', { group })).toBe(7);
    expect(ofProfiles(said)).toEqual([removed]);
  });
});

/** The store first, so that it is closed after the workers. */
async function open(engine: LogEngine) {
  const store: Store = openStore();
  const log = await openLog(engine);
  const app = await openAdmin(log);
  return { log, store, app };
}

const stateOf = (of: number) => ({
  namespace: FIRST_NAMESPACE,
  group: GROUPS.profiles,
  partition: of,
  partitions: KEYED_PARTITIONS,
});

type Metric = Awaited<ReturnType<typeof startWatchedWorker>>['metric'];

async function expectStopped(metric: Metric): Promise<void> {
  const labels = { group: GROUPS.profiles, partition };
  await eventually('the partition stops', async () =>
    expect(await metric('freshet_partition_stopped', labels)).toBe(1),
  );
}

const stoppedBy = (code: string, text: string) => ({
  message: 'partition stopped',
  fields: expect.objectContaining({
    err: expect.objectContaining({
      code,
      message: expect.stringContaining(text) as string,
    }) as Error,
  }) as object,
});

/** Bounds the topic so that all its records go, and then as it was before. */
async function removeAll(log: Log, end: number): Promise<void> {
  await log.admin.setRetention(intake, { ms: 100, bytes: -1 });
  await eventually('retention has removed them', async () => {
    const offsets = await log.admin.offsets(intake);
    expect(offsets[partition]).toEqual({ partition, start: end, end });
  });
  await log.admin.setRetention(intake, { ms: HOUR_MS, bytes: -1 });
}
