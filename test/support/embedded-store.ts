import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@freshet/store';
import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';
import { onTestFinished } from 'vitest';

/** A store by itself, where a test is about the log; call before what uses it is opened. */
export function openStore(): Store {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-store-'));
  const environment = openEnvironment(dir);
  const store = createEmbeddedStore(environment);
  onTestFinished(async () => {
    await store.close();
    await environment.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return store;
}
