import type { Logger } from '../logger.ts';
import type { Shutdown } from '../shutdown.ts';
import { type Operations, registerOperations } from './operations.ts';
import { createHttpServer, listen } from './server.ts';

/** Where health and metrics are had besides, for who watches over a service. */
export interface OperationsPort {
  readonly OPERATIONS_HOST: string;
  /** 0: nowhere. */
  readonly OPERATIONS_PORT: number;
}

/** Listens there, so that the port that everybody reaches need not tell of it. @throws FreshetError PORT_IN_USE. */
export async function openOperationsPort(
  { OPERATIONS_HOST: host, OPERATIONS_PORT: port }: OperationsPort,
  operations: Operations,
  { logger, shutdown }: { readonly logger: Logger; readonly shutdown: Shutdown },
): Promise<void> {
  if (port === 0) return;
  const app = createHttpServer(logger, { stopping: operations.stopping });
  registerOperations(app, operations);
  shutdown.add('operations', () => app.close());
  await listen(app, host, port);
}
