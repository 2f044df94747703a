import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { erasureCodec, profileKey, topics } from '@freshet/events';
import { type Erasures, type Log, openSigningKey } from '@freshet/stream';
import { expect, onTestFinished, test } from 'vitest';
import { exportLog } from '../../services/freshet/src/export/export-log.ts';
import { ExportTally } from '../../services/freshet/src/export/export-tally.ts';
import { openTable } from '../../services/freshet/src/export/exported-tables.ts';
import { Random } from '../chaos/random.ts';
import { answerId, shoppingEvents } from '../support/attribution-log.ts';
import { describeDeployments, startDeployment } from '../support/deployment.ts';
import { openEmbedded } from '../support/embedded.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { guarded, publishInParts } from '../support/pipeline.ts';
import { quietLogger } from '../support/quiet-logger.ts';

const PARTITIONS = 3;
const EVENTS = 300;
const DIMENSIONS = ['strategy', 'scenario', 'position', 'experiment', 'variant'] as const;
const MEASURES = ['impressions', 'clicks', 'orders', 'visitors', 'buyers'] as const;

type Named = Readonly<Partial<Record<(typeof DIMENSIONS)[number], string | null>>>;
interface Row extends Named {
  readonly id?: string;
  readonly userId?: string;
  readonly type?: string;
  readonly recommId?: string;
  readonly impressions: number;
  readonly clicks: number;
  readonly orders: number;
  /** Of an arm, as `buyers`. */
  readonly visitors?: number;
  readonly buyers?: number;
  readonly value?: number;
  readonly currency?: string;
}
/** Figures of a place, or of an arm. */
interface Counted extends Named, Pick<Row, (typeof MEASURES)[number]> {
  readonly revenue: readonly { readonly currency: string | null; readonly amount: number }[];
}
interface Exporting {
  readonly what?: 'outcomes' | 'arms';
  readonly log: Log;
  readonly erasures?: Pick<Erasures, 'isErased'>;
  readonly from?: number;
}

async function exported({
  what = 'outcomes',
  log,
  erasures = { isErased: () => false },
  from,
}: Exporting): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'export-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const tally = new ExportTally();
  const opened = await openTable(what, { log, erasures, logger: quietLogger, tally });
  const how = { name: what, format: 'jsonl', oneFile: true, site: undefined } as const;
  const asOf = Date.now();
  const options = { ...how, folder, from, to: asOf + 60_000, asOf };
  await exportLog(options, { log, ...opened, tally, signal: new AbortController().signal });
  const text = await readFile(join(folder, `${what}.jsonl`), 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Row);
}

/** By what is not 0, as both sides name it. */
function sums(): { add(name: string, amount: number): void; all(): Record<string, number> } {
  const parts = new Map<string, number>();
  return {
    add: (name, amount) => void parts.set(name, (parts.get(name) ?? 0) + Math.round(amount * 1e4)),
    all: () => Object.fromEntries([...parts].filter(([, amount]) => amount !== 0)),
  };
}
const nameOf = (row: Named) => DIMENSIONS.map((dimension) => row[dimension] ?? '').join(' ');

function sumsOfRows(rows: readonly Row[]) {
  const { add, all } = sums();
  for (const row of rows) {
    for (const measure of MEASURES) {
      add(`${nameOf(row)} ${measure}`, row[measure] ?? 0);
    }
    add(`${nameOf(row)} ${row.currency ?? ''}`, row.value ?? 0);
  }
  return all();
}

function sumsOfFigures(figures: readonly Counted[]) {
  const { add, all } = sums();
  for (const cell of figures) {
    for (const measure of MEASURES) {
      add(`${nameOf(cell)} ${measure}`, cell[measure] ?? 0);
    }
    for (const { currency, amount } of cell.revenue) {
      add(`${nameOf(cell)} ${currency ?? ''}`, amount);
    }
  }
  return all();
}

describeDeployments('exported outcomes', (open) => {
  test('come to the figures of the back office, for visitors who sign in and give back', async () => {
    const engines = await open(PARTITIONS);
    const { app } = await startDeployment(engines, PARTITIONS);
    const events = shoppingEvents(await openSigningKey(engines.log), new Random(7), EVENTS);
    await publishInParts(engines.log, events, 50);
    await eventually('both say the same', async () => {
      const url = `/v1/admin/figures?by=${DIMENSIONS.join(',')}`;
      const answered = await app.inject({ url, headers: { host: '127.0.0.1' } });
      const figures = answered.json<Record<'places' | 'arms', readonly Counted[]>>();
      const rows = await exported(engines);
      const found = sumsOfRows(rows);
      expect(found).toEqual(sumsOfFigures(figures.places));
      expect(Object.keys(found).length).toBeGreaterThan(20);
      // Of what was found when somebody signed in, rather than told by an event, as well.
      expect(rows.some(({ id }) => id === undefined)).toBe(true);
      const sold = rows.filter(({ value }) => value !== undefined);
      const clickedBy = sold.map(({ recommId }) =>
        rows.find((row) => row.clicks > 0 && row.recommId === recommId),
      );
      expect(clickedBy).not.toContain(undefined);
      // Some of them clicked before they signed in.
      expect(clickedBy.some((click, i) => click?.userId !== sold[i]!.userId)).toBe(true);
      const ofArms = await exported({ ...engines, what: 'arms' });
      expect(sumsOfRows(ofArms)).toEqual(sumsOfFigures(figures.arms));
      expect(ofArms.some(({ visitors }) => visitors === -1)).toBe(true);
    });
  });
});

test('an outcome says by what and whom, and goes back to before the time asked for', async () => {
  const embedded = await openEmbedded({ partitions: PARTITIONS });
  onTestFinished(embedded.close);
  const { log, erasures } = await guarded(embedded.log);
  const at = Date.now();
  const recommId = answerId(await openSigningKey(log), { at, experiment: 'hop', variant: 'b' });
  const act = (userId: string, type: string, fields: object) =>
    behaviourEvent({ id: `${type}-${userId}`, userId, type, itemId: null, at, ...fields });
  const click = (userId: string, fields = {}) =>
    act(userId, 'click', { recommId, itemId: 'tent', position: 2, at: at + 1, ...fields });
  await publishInParts(
    log,
    [click('ada'), click('bob'), click('eve', { consent: ['personalization'] })],
    10,
  );
  await eventually('the clock has moved on', () => expect(Date.now()).toBeGreaterThan(at + 5));
  const from = Date.now();
  const line = (itemId: string) => ({ itemId, quantity: 2, price: 9.5, categories: [] });
  const items = [line('tent'), line('lamp')];
  const order = { orderId: 'o1', currency: 'EUR', items, at: at + 2, recommId: 'of another' };
  const refund = { orderId: 'o1', items: [{ ...line('tent'), quantity: 1, price: 5 }], at: at + 3 };
  await publishInParts(
    log,
    [act('ada', 'purchase', order), act('bob', 'purchase', order), act('ada', 'refund', refund)],
    10,
  );

  const place = { site: 'default', scenario: 'home', strategy: 'co-visitation', position: '2' };
  const common = { ...place, experiment: 'hop', variant: 'b', itemId: 'tent' };
  const ofAda = (type: string) => ({ ...common, id: `${type}-ada`, type, userId: 'ada' });
  const clicked = { at: at + 1, recommId, answeredAt: at, impressions: 0, clicks: 1, orders: 0 };
  const credited = { recommId, answeredAt: at, clickedAt: at + 1 };
  const sold = { orderId: 'o1', at: at + 2, ...credited, impressions: 0, clicks: 0, orders: 1 };
  const bought = { ...ofAda('purchase'), ...sold, value: 19, currency: 'EUR' };
  const refunded = { orderId: 'o1', at: at + 3 };
  const answered = { recommId, answeredAt: at };
  const nothing = { impressions: 0, clicks: 0, orders: 0 };
  const back = {
    ...ofAda('refund'),
    ...refunded,
    ...answered,
    ...nothing,
    value: -5,
    currency: 'EUR',
  };
  const isOf = (userId: string) => (row: Row) => row.userId === userId;
  const before = await exported({ log, erasures });
  expect(before.filter(isOf('ada'))).toEqual([{ ...ofAda('click'), ...clicked }, bought, back]);
  expect(before.filter(isOf('bob'))).toHaveLength(2);
  expect(before.filter(isOf('eve'))).toEqual([]);
  expect((await exported({ log, erasures, from })).filter(isOf('ada'))).toEqual([bought, back]);

  const inArm = { site: 'default', userId: 'ada', experiment: 'hop', variant: 'b' };
  const none = { visitors: 0, buyers: 0, impressions: 0, clicks: 0, orders: 0 };
  const ordered = { id: 'purchase-ada', type: 'purchase', orderId: 'o1', at: at + 2 };
  const arms = await exported({ what: 'arms', log, erasures });
  expect(arms.filter(isOf('ada'))).toEqual([
    { ...inArm, ...none, id: 'click-ada', type: 'click', at: at + 1, visitors: 1, clicks: 1 },
    { ...inArm, ...none, ...ordered, buyers: 1, orders: 1, value: 38, currency: 'EUR' },
    {
      ...inArm,
      ...none,
      id: 'refund-ada',
      type: 'refund',
      ...refunded,
      value: -5,
      currency: 'EUR',
    },
  ]);

  const key = profileKey({ site: 'default', userId: 'bob', anonymousId: null });
  const erasure = erasures.erasureOf(key, { id: 'forget', at: Date.now() });
  await log.publisher.publish(topics.erasures.name, [
    { key: 'forget', value: erasureCodec.encode(erasure) },
  ]);
  await eventually('nothing of who is forgotten is left', async () => {
    const rows = await exported({ log, erasures });
    expect(rows).toHaveLength(3);
    expect(rows.filter(isOf('bob'))).toEqual([]);
  });
});
