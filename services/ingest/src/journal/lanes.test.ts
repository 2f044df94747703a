import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topics } from '@freshet/events';
import { Registry } from '@freshet/runtime';
import type { Log, OutgoingRecord } from '@freshet/stream';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../../../test/support/eventually.ts';
import { quietLogger } from '../../../../test/support/quiet-logger.ts';
import { submitThrough } from '../../../../test/support/submit-through.ts';
import { Journal } from './journal.ts';
import { JournaledPublishing } from './journaled-publishing.ts';

const FIRST = topics.behaviourEvents.name;
const AFTER_MS = 40;
const WIDE = 'behaviour.events.wide';

/** Publishing over a log that acknowledges when the test says, and notes what it was given. */
async function open() {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-lanes-'));
  const journal = await Journal.open({ dir, bytesMax: 1_000_000, logger: quietLogger });
  const given: string[] = [];
  const carried: OutgoingRecord['headers'][] = [];
  let acknowledge: (() => void)[] = [];
  const publish: Log['publisher']['publish'] = async (topic, records) => {
    for (const { value, headers } of records) {
      given.push(`${topic} ${Buffer.from(value!).toString()}`);
      carried.push(headers);
    }
    await new Promise<void>((resolve) => acknowledge.push(resolve));
    return records.map((_, offset) => ({ partition: 0, offset }));
  };
  const log = {
    admin: { partitions: (topic: string) => (topic === FIRST ? 4 : 6) },
    publisher: { publish, submit: submitThrough(publish) },
  } as unknown as Log;
  const publishing = new JournaledPublishing({
    log,
    journal,
    afterMs: AFTER_MS,
    sent: () => undefined,
    registry: new Registry(),
    logger: quietLogger,
  });
  onTestFinished(async () => {
    publishing.close();
    await journal.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return {
    given,
    carried,
    events: publishing.events,
    send: (text: string, headers?: OutgoingRecord['headers']) =>
      publishing.publish(topics.behaviourEvents, [
        { id: text, key: 'default/u/ada', value: Buffer.from(text), ack: 'all', headers },
      ]),
    acknowledge() {
      for (const done of acknowledge) done();
      acknowledge = [];
    },
  };
}

it('hold events back in the journal, and are idle once the log has what it was given', async () => {
  const { given, events, send, acknowledge } = await open();
  events.release(FIRST);
  const first = send('1');
  events.hold();
  expect(events.idle).toBe(false);
  expect(await send('2')).toBe('journal');
  expect(given).toEqual([`${FIRST} 1`]);
  acknowledge();
  await first;
  await eventually('nothing is under way', () => expect(events.idle).toBe(true));
  expect(given).toEqual([`${FIRST} 1`]);
});

it('let nothing of a new topic overtake what waited for it', async () => {
  const { given, events, send, acknowledge } = await open();
  events.release(FIRST);
  events.hold();
  await send('1');
  events.release(WIDE);
  await send('2');
  await eventually('the first one is on its way', () => expect(given).toEqual([`${WIDE} 1`]));
  const more: string[] = [];
  // For longer than it takes to look whether they may go on.
  for (const end = performance.now() + AFTER_MS; performance.now() < end; ) {
    more.push(`more ${more.length}`);
    expect(await send(more.at(-1)!)).toBe('journal');
  }
  expect(given).toEqual([`${WIDE} 1`]);
  acknowledge();
  await eventually('the others follow', () => {
    acknowledge();
    expect(given).toEqual(['1', '2', ...more].map((text) => `${WIDE} ${text}`));
  });
  await eventually('nothing waits any more', () => {
    acknowledge();
    expect(events.idle).toBe(true);
  });
  const straight = send('last');
  acknowledge();
  expect(await straight).toBe('log');
});

it('keep headers with their message on the straight way and through the journal', async () => {
  const { carried, events, send, acknowledge } = await open();
  const headers = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
  events.release(FIRST);
  const straight = send('1', headers);
  acknowledge();
  await straight;
  events.hold();
  await send('2', headers);
  await send('3');
  events.release(FIRST);
  await eventually('the journal is drained', () => {
    acknowledge();
    expect(events.idle).toBe(true);
  });
  expect(carried).toEqual([headers, headers, undefined]);
});

it('hold for another change only once the first one is done with', async () => {
  const { events, send, acknowledge } = await open();
  events.release(FIRST);
  events.hold();
  await send('1');
  events.release(WIDE);
  events.hold();
  expect(events.idle).toBe(false);
  await eventually('the former topic is drained', () => {
    acknowledge();
    expect(events.idle).toBe(true);
  });
});
