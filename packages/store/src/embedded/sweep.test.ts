import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'lmdb';
import { expect, it, onTestFinished } from 'vitest';
import { openEnvironment } from './environment.ts';
import { withExpiry } from './expiring-value.ts';
import { SWEEP_VALUES_MAX, type SweepCursor, sweep } from './sweep.ts';

const NOW = 1_700_000_000_000;
const value = Buffer.from('value');

async function database(): Promise<Database<Buffer, Buffer>> {
  const dir = await mkdtemp(join(tmpdir(), 'freshet-sweep-'));
  const environment = openEnvironment(dir);
  onTestFinished(async () => {
    await environment.close();
    await rm(dir, { recursive: true });
  });
  return environment.openDB('values', { encoding: 'binary', keyEncoding: 'binary' });
}

const key = (i: number) => Buffer.from(String(i).padStart(6, '0'));

function round(values: Database<Buffer, Buffer>, cursor: SweepCursor): SweepCursor {
  return values.transactionSync(() => sweep(values, cursor, NOW + 10_000));
}

it('removes what has expired and keeps the rest', async () => {
  const values = await database();
  values.transactionSync(() => {
    values.putSync(key(0), withExpiry(value, 5, NOW));
    values.putSync(key(1), withExpiry(value, 15, NOW));
    values.putSync(key(2), withExpiry(value, undefined, NOW));
  });
  expect(round(values, undefined)).toBeUndefined();
  expect([...values.getKeys()].map(String)).toEqual([key(1), key(2)].map(String));
});

it('looks at a bounded number of values, goes on behind them, and begins again at the end', async () => {
  const values = await database();
  const count = 2 * SWEEP_VALUES_MAX + 1;
  values.transactionSync(() => {
    for (let i = 0; i < count; i++) values.putSync(key(i), withExpiry(value, 5, NOW));
  });
  const left = [];
  let cursor: SweepCursor;
  do {
    cursor = round(values, cursor);
    left.push(values.getCount());
  } while (cursor !== undefined);
  expect(left).toEqual([SWEEP_VALUES_MAX + 1, 1, 0]);
});
