import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BehaviourEvent } from '@freshet/events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { parseEventsArguments } from '../../services/freshet/src/import/events/arguments.ts';
import { EventsTally } from '../../services/freshet/src/import/events/events-tally.ts';
import { importEvents } from '../../services/freshet/src/import/events/import-events.ts';
import { orderBounds, TimeOrder } from '../../services/freshet/src/import/order/time-order.ts';
import { openSource } from '../../services/freshet/src/import/source/source.ts';
import { createCheckpoint } from '../../services/freshet/src/intake/checkpoint.ts';
import { createIntakeClient } from '../../services/freshet/src/intake/client.ts';
import { openIngest } from '../support/ingest.ts';

const ROWS = 3000;

/** An export of GA4 in which later rows are earlier: row r is a view of visitor r mod 7 at second 3000 - r. */
const ga4Export = Array.from({ length: ROWS }, (_, row) =>
  JSON.stringify({
    event_timestamp: String((ROWS - row) * 1_000_000),
    event_name: row % 10 === 9 ? 'scroll' : 'view_item',
    user_pseudo_id: row % 100 === 50 ? null : `device-${row % 7}`,
    items: [{ item_id: row % 100 === 51 ? 'x'.repeat(300) : `item-${row % 13}` }],
  }),
).join('\n');
const REFUSED = (2 * ROWS) / 100;
const ACCEPTED = (ROWS * 9) / 10 - REFUSED;

async function shop() {
  const ingest = await openIngest();
  const url = await ingest.app.listen({ host: '127.0.0.1', port: 0 });
  const dir = await mkdtemp(join(tmpdir(), 'events-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const path = join(dir, 'export.json');
  await writeFile(path, ga4Export);
  async function run(signal = new AbortController().signal) {
    const source = await openSource(path, signal);
    const name = await source.digest();
    const tally = new EventsTally();
    const checkpoint = createCheckpoint(join(dir, 'state'), name, url);
    const client = createIntakeClient({ url });
    // Most of it is put into order on disk.
    const order = new TimeOrder({ ...orderBounds, textsMax: ROWS / 10 });
    const ports = { source, name, checkpoint, client, order, tally, signal };
    const outcome = importEvents(parseEventsArguments([path])!, ports);
    return { tally, error: await outcome.catch((error: unknown) => error) };
  }
  return { ingest, run, leftOver: () => readdir(join(dir, 'state')) };
}

/** What profiles count of a history: of each, what rises. */
function counted(events: readonly BehaviourEvent[]): readonly BehaviourEvent[] {
  const latest = new Map<string | null, number>();
  return events.filter(({ anonymousId, history }) => {
    const rises = history!.sequence > (latest.get(anonymousId) ?? -1);
    if (rises) latest.set(anonymousId, history!.sequence);
    return rises;
  });
}

function expectWholeAndInOrder(events: readonly BehaviourEvent[]): void {
  const once = counted(events);
  expect(once).toHaveLength(ACCEPTED);
  const times = new Map<string | null, number>();
  for (const { anonymousId, at } of once) {
    expect(at).toBeGreaterThan(times.get(anonymousId) ?? 0);
    times.set(anonymousId, at);
  }
}

test('an export in no order arrives in order, and twice as once, with a report', async () => {
  const { ingest, run, leftOver } = await shop();
  const { tally, error } = await run();
  expect(error).toBeUndefined();
  expect(tally).toMatchObject({ rows: ROWS, accepted: ACCEPTED, passedOver: ROWS / 10 });
  expect(tally.refusals.count).toBe(REFUSED);
  expect(Object.fromEntries(tally.refusals.reasons)).toMatchObject({
    PROFILE_MISSING: {
      count: 30,
      examples: [expect.stringMatching(/^line 51: /), expect.anything(), expect.anything()],
    },
    ID_INVALID: { count: 30 },
  });
  expectWholeAndInOrder(await ingest.events());
  await run();
  const twice = await ingest.events();
  expect(twice).toHaveLength(2 * ACCEPTED);
  expectWholeAndInOrder(twice);
  expect(await leftOver()).toEqual([]);
});

test('an interrupted import goes on where it stopped', async () => {
  const { ingest, run, leftOver } = await shop();
  const interruption = new AbortController();
  const publish = ingest.log.publisher.publish.bind(ingest.log.publisher);
  let published = 0;
  vi.spyOn(ingest.log.publisher, 'publish').mockImplementation((topic, records) => {
    published += records.length;
    if (published > ACCEPTED / 2) interruption.abort(new Error('Ctrl-C'));
    return publish(topic, records);
  });
  const first = await run(interruption.signal);
  expect(first.error).toMatchObject({ message: 'Ctrl-C' });
  expect(await leftOver()).toHaveLength(1);
  const second = await run();
  expect(second.tally.rows).toBeLessThan(ROWS);
  expectWholeAndInOrder(await ingest.events());
  expect(await leftOver()).toEqual([]);
});
