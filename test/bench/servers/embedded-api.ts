import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardRoutes, openAccess } from '@freshet/access';
import { createApi, openExperiments, openRules } from '@freshet/api';
import { DEFAULT_SITE, FIRST_NAMESPACE, itemKey, topics } from '@freshet/events';
import { deploymentOf } from '@freshet/recommend';
import { createHttpServer, createLogger, Registry } from '@freshet/runtime';
import { encodeItemStats } from '@freshet/store';
import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';
import { openNamespaces, openSigningKey } from '@freshet/stream';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { openItemTables } from '@freshet/tables';
import { answerParent } from '../child.ts';
import { readClicks } from '../clicks.ts';
import { cpuSeconds } from '../cpu-seconds.ts';
import { foldClicks } from '../folded-clicks.ts';
import { SPACE, storedClicks, writeTo } from '../state.ts';

const dir = await mkdtemp(join(tmpdir(), 'freshet-bench-'));
const logger = createLogger('bench', 'warn');
const environment = openEnvironment(dir);
const store = createEmbeddedStore(environment);
const log = createEmbeddedLog({ environment, partitions: SPACE.partitions, logger });
await log.admin.ensureTopics(Object.values(topics));

const onFatal = (error: Error) => {
  throw error;
};

const calls = {
  /** Puts the state into the store that the clicks of the file make. */
  async fill(file: string | undefined): Promise<void> {
    const folded = foldClicks(await readClicks(file));
    await writeTo(store, storedClicks(folded));
    const stats = [...folded.items].map(([itemId, state]) => {
      const key = itemKey(DEFAULT_SITE, itemId);
      return { key, value: encodeItemStats(key, state) };
    });
    await log.publisher.publish(topics.itemStats.name, stats);
  },

  /** Starts an API over it and answers with its URL. */
  async listen(secondHop: boolean): Promise<string> {
    const deployment = deploymentOf('shop', { secondHop });
    const tables = await openItemTables({
      log,
      namespace: FIRST_NAMESPACE,
      deployment,
      itemsMax: 1_000_000,
      visitorsMin: 1,
      logger,
      onFatal,
    });
    await tables.caughtUp;
    const app = createHttpServer(logger);
    guardRoutes(app, openAccess);
    const served = {
      current: { namespace: FIRST_NAMESPACE, partitions: SPACE.partitions, tables },
    };
    const registry = new Registry();
    const signer = await openSigningKey(log);
    const common = { log, logger, clock: Date.now };
    const experiments = await openExperiments({ ...common, onFatal });
    const rules = await openRules({ ...common, onFatal });
    const namespaces = await openNamespaces({ log, logger, onFatal });
    await app.register(
      createApi({
        ...common,
        store,
        namespaces,
        served,
        deployment,
        experiments,
        signer,
        rules,
        registry,
      }),
    );
    await app.listen({ host: '127.0.0.1', port: 0 });
    return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  },

  cpuSeconds: () => Promise.resolve(cpuSeconds()),
};

export type EmbeddedApiCalls = typeof calls;

answerParent(calls, async () => {
  await log.close();
  await store.close();
  await environment.close();
  await rm(dir, { recursive: true, force: true });
});
