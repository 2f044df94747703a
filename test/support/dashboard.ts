import { guardRoutes, openAccess } from '@freshet/access';
import { type DashboardOptions, openDashboard } from '@freshet/dashboard';
import { createHttpServer, Registry } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import type { Engines } from './deployment.ts';
import { followNamespaces } from './pipeline.ts';
import { quietLogger } from './quiet-logger.ts';

export interface TestDashboard {
  readonly app: FastifyInstance;
  /** Where it listens. */
  readonly url: string;
  readonly registry: Registry;
  close(): Promise<void>;
}

/** The back office's data over one pair of engines, listening; ends with the test. */
export async function startDashboard(
  { log, store }: Engines,
  { probe = async () => undefined }: Partial<Pick<DashboardOptions, 'probe'>> = {},
): Promise<TestDashboard> {
  const registry = new Registry();
  const namespaces = await followNamespaces(log);
  const dashboard = await openDashboard({
    log,
    store,
    namespaces,
    registry,
    logger: quietLogger,
    clock: Date.now,
    besides: [],
    probe,
    onFatal(error) {
      throw error;
    },
  });
  await dashboard.caughtUp;
  const app = createHttpServer(quietLogger);
  guardRoutes(app, openAccess);
  await app.register((routes) => dashboard.routes(routes));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  async function end(): Promise<void> {
    await app.close();
    await dashboard.close();
    await namespaces.close();
  }
  let ended: Promise<void> | undefined;
  const close = () => (ended ??= end());
  onTestFinished(close);
  return { app, url, registry, close };
}
