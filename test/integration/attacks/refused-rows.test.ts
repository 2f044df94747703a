import { expect, test } from 'vitest';
import { type TestIngest, openIngest } from '../../support/ingest.ts';
import { by, keyedAccess, keys } from '../../support/keyed-target.ts';
import { post } from '../../support/segment-calls.ts';

/** Refused, and as large as one may be that is kept whole. */
const row = { type: 'track', anonymousId: 'guest', long: 'x'.repeat(32_000) };
const batch = Array.from({ length: 14 }, () => row);

/** Of rows that were refused but not kept. */
async function unkept({ registry }: TestIngest): Promise<number> {
  const metric = registry.getSingleMetric('freshet_ingest_refused_rows_unkept_total')!;
  const [{ value } = { value: 0 }] = (await metric.get()).values;
  return value;
}

test("flood of refused rows: a page's key fills the dead letters up to its share, and hides no other key's", async () => {
  const ingest = await openIngest({ access: keyedAccess });
  const send = (key: keyof typeof keys, rows: readonly object[]) =>
    post(ingest, '/v1/batch', { batch: rows }, by(keys[key]));
  for (let i = 0; i < 12; i++) {
    // Answered as before.
    expect(await send('anyPage', batch)).toMatchObject({ status: 200, body: { accepted: 0 } });
  }
  const kept = await ingest.letters();
  const bytes = kept.reduce((sum, { value }) => sum + value!.length, 0);
  expect(bytes).toBeLessThanOrEqual(4 * 1024 * 1024);
  expect(bytes).toBeGreaterThan(4 * 1024 * 1024 - 33_000);
  expect(await unkept(ingest)).toBe(12 * batch.length - kept.length);
  await send('sender', [{ ...row, anonymousId: 'of-a-server' }]);
  expect((await ingest.letters()).at(-1)!.key!.toString()).toBe('shop/a/of-a-server');
});
