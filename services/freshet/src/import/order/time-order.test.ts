import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type OrderBounds, orderBounds, TimeOrder } from './time-order.ts';

/** A temporary folder of this test alone. */
async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'order-'));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
  return folder;
}

async function ordered(order: TimeOrder, times: readonly number[]): Promise<string[]> {
  for (const [i, at] of times.entries()) await order.add({ at, text: `${i} \u2028 é` });
  const texts: string[] = [];
  for await (const text of order.inOrder()) texts.push(text);
  return texts;
}

test('however many parts it takes, texts come by time, and those of one time as they came', async () => {
  const folder = await ownFolder();
  const times = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 40 });
  const bounds = fc.constantFrom<Partial<OrderBounds>>({ textsMax: 3 }, { charactersMax: 30 }, {});
  const property = fc.asyncProperty(times, bounds, async (all, fewer) => {
    const order = new TimeOrder({ ...orderBounds, ...fewer });
    const expected = all.map((at, i) => ({ at, text: `${i} \u2028 é` }));
    const texts = await ordered(order, all);
    expect(texts).toEqual(expected.toSorted((a, b) => a.at - b.at).map(({ text }) => text));
    expect(order.share).toBe(all.length === 0 ? undefined : 1);
    await order.dispose();
  });
  await fc.assert(property, { numRuns: 50 });
  expect(await readdir(folder)).toEqual([]);
});

test('who stops reading early leaves nothing behind either', async () => {
  const folder = await ownFolder();
  const order = new TimeOrder({ ...orderBounds, textsMax: 2 });
  for (const at of [5, 4, 3, 2, 1]) await order.add({ at, text: String(at) });
  for await (const text of order.inOrder()) {
    expect(text).toBe('1');
    break;
  }
  expect(order.share).toBe(0.2);
  expect(await readdir(folder)).toHaveLength(1);
  await order.dispose();
  expect(await readdir(folder)).toEqual([]);
});

test('more parts than can be merged are refused, and so is what no disk takes', async () => {
  await ownFolder();
  const order = new TimeOrder({ ...orderBounds, textsMax: 2, partsMax: 2 });
  onTestFinished(() => order.dispose());
  await expect(ordered(order, [1, 2, 3, 4, 5, 6])).rejects.toMatchObject({
    code: 'IMPORT_FILE_INVALID',
    message: expect.stringMatching(/^The file has more than 5 events to be put into order; split/),
  });
  vi.stubEnv('TMPDIR', '/dev/null');
  await expect(
    ordered(new TimeOrder({ ...orderBounds, textsMax: 2 }), [1, 2]),
  ).rejects.toMatchObject({
    code: 'IMPORT_FAILED',
    message: expect.stringMatching(/cannot be kept in \/dev\/null: .*TMPDIR names another folder/),
  });
});
