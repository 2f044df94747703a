import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@freshet/runtime';
import { openEnvironment } from '@freshet/store/embedded';
import { expect, it, onTestFinished } from 'vitest';
import { createEmbeddedLog } from './embedded-log.ts';

it('takes nothing where the disk has less left than its reserve, and goes on when it has', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-full-'));
  const environment = openEnvironment(dir);
  const logger = createLogger('test', 'silent');
  const open = (reserveBytes: number) =>
    createEmbeddedLog({ environment, partitions: 1, logger, reserveBytes });
  onTestFinished(async () => {
    await environment.close();
    rmSync(dir, { recursive: true });
  });
  const topic = { name: 't', kind: 'intake', partitions: 1, cleanup: 'delete' } as const;

  const full = open(Number.MAX_SAFE_INTEGER);
  await full.admin.ensureTopics([topic]);
  const refused = full.publisher.publish('t', [{ value: null }]);
  await expect(refused).rejects.toMatchObject({ code: 'LOG_UNREACHABLE', retriable: true });
  expect(full.publisher.pendingBytes).toBe(0);
  await full.close();

  const roomy = open(0);
  onTestFinished(() => roomy.close());
  expect(await roomy.publisher.publish('t', [{ value: null }])).toEqual([
    { partition: 0, offset: 0 },
  ]);
});
