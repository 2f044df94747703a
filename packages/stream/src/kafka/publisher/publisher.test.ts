import { partitionOf } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import { describe, expect, it, vi } from 'vitest';
import type { ProduceRequest } from './outgoing.ts';
import { RECORD_BYTES_MAX } from '../../record-size.ts';
import { KafkaPublisher, type KafkaPublisherOptions } from './publisher.ts';

const bytes = (text: string): Buffer => Buffer.from(text);

/** A publisher over a log in memory that does with each request what `answer` says before. */
function publisherOver(
  answer: (request: ProduceRequest, attempt: number) => Promise<void> | void,
  options: Partial<KafkaPublisherOptions> = {},
) {
  const log = new Map<string, string[]>();
  const requests: ProduceRequest[] = [];
  const publisher = new KafkaPublisher({
    brokers: ['broker:9092'],
    logger: createLogger('test', 'silent'),
    partitions: () => 8,
    topicName: (topic) => topic,
    transactions: { commit: () => Promise.reject(new Error('none here')), close: async () => {} },
    async produce(request) {
      requests.push(request);
      await answer(request, requests.length);
      return request.batches.map(({ topic, partition, records }) => {
        const stored = log.get(`${topic}/${partition}`) ?? [];
        log.set(`${topic}/${partition}`, [...stored, ...records.map(({ value }) => String(value))]);
        return request.ack === 'none' ? -1 : stored.length;
      });
    },
    ...options,
  });
  return { publisher, log, requests };
}

const refusal = (type: string): Error => Object.assign(new Error(type), { type });

describe('KafkaPublisher', () => {
  it('puts a key where every Kafka client puts it and answers with the offsets', async () => {
    const { publisher } = publisherOver(() => undefined);
    const partition = partitionOf('user-1', 8);
    const records = ['a', 'b'].map((value) => ({ key: 'user-1', value: bytes(value) }));
    expect(await publisher.publish('t', records)).toEqual([
      { partition, offset: 0 },
      { partition, offset: 1 },
    ]);
  });

  it('collects what comes in while a request is under way', async () => {
    let release!: () => void;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { publisher, requests } = publisherOver((_, attempt) =>
      attempt === 1 ? gate : undefined,
    );
    const publish = (value: string) =>
      publisher.publish('t', [{ value: bytes(value), partition: 0 }]);
    const first = publish('0');
    await vi.waitFor(() => expect(requests).toHaveLength(1), { timeout: 60_000 });
    const later = ['1', '2', '3'].map(publish);
    release();
    await Promise.all([first, ...later]);
    expect(requests.map(({ batches }) => batches[0]?.records.length)).toEqual([1, 3]);
  });

  it('holds later records of a partition back until a failed one is through', async () => {
    const { publisher, log } = publisherOver((_, attempt) => {
      if (attempt <= 3) throw new Error('connection lost');
    });
    const values = ['1', '2', '3', '4'];
    await Promise.all(
      values.map((value) => publisher.publish('t', [{ value: bytes(value), partition: 5 }])),
    );
    expect(log.get('t/5')).toEqual(values);
  });

  it('does not repeat healthy partitions for the sake of a sick one', async () => {
    let refusals = 0;
    const { publisher, requests, log } = publisherOver(({ batches }) => {
      if (batches.some(({ partition }) => partition === 4) && refusals++ < 3) {
        throw new Error('no leader');
      }
    });
    await publisher.publish('t', [
      { value: bytes('healthy'), partition: 0 },
      { value: bytes('sick'), partition: 4 },
    ]);
    const carry = (partition: number) =>
      requests.filter(({ batches }) => batches.some((batch) => batch.partition === partition));
    expect([carry(0).length, carry(4).length]).toEqual([2, 4]);
    expect(log.get('t/4')).toEqual(['sick']);
  });

  it('refuses what passes its buffer, takes nothing of it, and takes it later', async () => {
    let release!: () => void;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { publisher } = publisherOver(() => gate, { bufferBytesMax: 1000 });
    const records = [{ value: Buffer.alloc(500), partition: 0 }];
    const first = publisher.publish('t', records);
    const before = publisher.pendingBytes;
    await expect(publisher.publish('t', records)).rejects.toMatchObject({ code: 'PUBLISHER_FULL' });
    expect(publisher.pendingBytes).toBe(before);
    release();
    await first;
    expect(publisher.pendingBytes).toBe(0);
    await publisher.publish('t', records);
  });

  it('refuses a record that no broker would take, and takes nothing of the call', async () => {
    const { publisher, requests } = publisherOver(() => undefined);
    const records = [{ value: bytes('small') }, { value: Buffer.alloc(RECORD_BYTES_MAX + 1) }];
    await expect(publisher.publish('t', records)).rejects.toMatchObject({
      code: 'LOG_RECORD_TOO_LARGE',
    });
    await publisher.close();
    expect(requests).toEqual([]);
  });

  it('does not repeat what the broker finds too large', async () => {
    const { publisher, requests } = publisherOver(() => {
      throw refusal('MESSAGE_TOO_LARGE');
    });
    await expect(publisher.publish('t', [{ value: bytes('x') }])).rejects.toMatchObject({
      code: 'LOG_RECORD_TOO_LARGE',
    });
    expect(requests).toHaveLength(1);
  });

  it('gives up after the delivery timeout and goes on with what comes then', async () => {
    let down = true;
    const { publisher } = publisherOver(
      () => {
        if (down) throw new Error('connection refused');
      },
      { deliveryTimeoutMs: 100 },
    );
    await expect(publisher.publish('t', [{ value: bytes('x') }])).rejects.toMatchObject({
      code: 'LOG_UNREACHABLE',
    });
    expect(publisher.pendingBytes).toBe(0);
    down = false;
    await publisher.publish('t', [{ value: bytes('x') }]);
  });

  it('sends what waits when it closes, and takes nothing afterwards', async () => {
    const { publisher, log } = publisherOver(() => undefined);
    const published = publisher.publish('t', [{ value: bytes('x'), partition: 1 }]);
    await publisher.close();
    await published;
    expect(log.get('t/1')).toEqual(['x']);
    await expect(publisher.publish('t', [{ value: bytes('y') }])).rejects.toMatchObject({
      code: 'LOG_CLOSED',
    });
  });
});
