import { guardRoutes, openAccess } from '@freshet/access';
import { openApi } from '@freshet/api';
import { openDashboard } from '@freshet/dashboard';
import { createAdmin } from '@freshet/ingest';
import { describeRoutes } from '@freshet/openapi';
import { deployments } from '@freshet/recommend';
import { createHttpServer, Registry } from '@freshet/runtime';
import { type Log, openSigningKey } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { createBackupAdmin } from '../../services/freshet/src/start/backup/routes.ts';
import { openEmbedded } from './embedded.ts';
import { followNamespaces, guarded } from './pipeline.ts';
import { quietLogger } from './quiet-logger.ts';
import { followRoutes } from './routes-of.ts';

const PARTITIONS = 2;

/** All that operators call on the embedded engine, as `freshet start` has it, for `inject`. */
export async function openOperated(): Promise<{ app: FastifyInstance; log: Log }> {
  const engines = await openEmbedded({ partitions: PARTITIONS });
  const { log, erasures } = await guarded(engines.log);
  const namespaces = await followNamespaces(log);
  const common = {
    log,
    erasures,
    store: engines.store,
    namespaces,
    registry: new Registry(),
    logger: quietLogger,
    clock: Date.now,
    onFatal(error: Error) {
      throw error;
    },
  };
  const api = await openApi({
    ...common,
    partitions: PARTITIONS,
    deployment: deployments.shop,
    signer: await openSigningKey(log),
    explorationShare: 0.05,
    itemsMax: 1_000,
    visitorsMin: 1,
  });
  const probe = () => Promise.resolve(undefined);
  const dashboard = await openDashboard({ ...common, besides: ['ingest', 'worker'], probe });
  const app = createHttpServer(quietLogger);
  followRoutes(app);
  guardRoutes(app, openAccess);
  describeRoutes(app, { title: 'Freshet', description: 'Of a test.' });
  const judging = { catalogue: { categories: () => [] }, latenessMs: 86_400_000 };
  await app.register(createAdmin({ ...common, judging }));
  let begun: { path: string; status: 'running'; bytes: number; bytesMax: number } | undefined;
  await app.register(
    createBackupAdmin({
      begin: (path) =>
        Promise.resolve((begun = { path, status: 'running', bytes: 0, bytesMax: 1 })),
      progress: () => Promise.resolve(begun),
      close: () => Promise.resolve(),
    }),
  );
  await app.register((inside) => api.routes(inside));
  await app.register((inside) => dashboard.routes(inside));
  await Promise.all([api.caughtUp, dashboard.caughtUp]);
  onTestFinished(async () => {
    await app.close();
    await dashboard.close();
    await api.close();
    await namespaces.close();
    await engines.close();
  });
  return { app, log };
}
