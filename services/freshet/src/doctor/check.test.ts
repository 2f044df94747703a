import { expect, it } from 'vitest';
import { runCheck } from './check.ts';
import { ok } from './finding.ts';

it('hands on what a check found, under its name', async () => {
  const look = () => [ok('fine')];
  expect(await runCheck({ name: 'node', limitMs: 60_000, look })).toEqual([
    { check: 'node', verdict: 'ok', says: 'fine' },
  ]);
});

it.for([
  ['throws', () => expect.unreachable('a broken check')],
  ['rejects', () => Promise.reject(new Error('a broken check'))],
] as const)('a check that %s is a problem', async ([, look]) => {
  const [finding] = await runCheck({ name: 'disk', limitMs: 60_000, look });
  expect(finding).toMatchObject({ check: 'disk', verdict: 'problem' });
  expect(finding!.says).toContain('a broken check');
});

it('a check that hangs is a problem', async () => {
  const look = () => new Promise<never>(() => {});
  expect(await runCheck({ name: 'redis', limitMs: 10, look })).toMatchObject([
    { check: 'redis', verdict: 'problem', says: 'No answer within 0.01 s.' },
  ]);
});
