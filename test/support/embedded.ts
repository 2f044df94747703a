import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topics } from '@freshet/events';
import type { Store } from '@freshet/store';
import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';
import type { Log } from '@freshet/stream';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { quietLogger } from './quiet-logger.ts';

/** Log and store of the embedded engine with all of Freshet's topics, in a folder of the test's own. */
export async function openEmbedded({
  partitions = 4,
}: {
  partitions?: number;
} = {}): Promise<{ log: Log; store: Store; close(): Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-embedded-'));
  const environment = openEnvironment(dir);
  const log = createEmbeddedLog({ environment, partitions, logger: quietLogger });
  const store = createEmbeddedStore(environment);
  await log.admin.ensureTopics(Object.values(topics));
  const close = async () => {
    await log.close();
    await store.close();
    await environment.close();
    rmSync(dir, { recursive: true, force: true });
  };
  return { log, store, close };
}
