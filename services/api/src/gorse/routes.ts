import { answerAsGorse } from '@freshet/gorse';
import type { Logger } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import type { Log, Namespaces } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import type { Api } from '../api.ts';
import { Catalogue } from './catalogue.ts';
import { forwardToIngest } from './forwarding.ts';
import { healthRoutes } from './health.ts';
import { intakeApart, intakeBeside } from './intake.ts';
import { itemRoutes } from './items.ts';
import { listRoutes } from './lists.ts';
import { createScores } from './scores.ts';
import { toldRoutes } from './told/routes.ts';
import { ToldLog } from './told/told-log.ts';
import { unsupportedRoutes } from './unsupported.ts';

export interface GorseSources {
  readonly log: Pick<Log, 'publisher' | 'admin' | 'read'>;
  readonly store: Store;
  readonly namespaces: Pick<Namespaces, 'plan'>;
  /** As ApiOptions has it. */
  readonly ingestUrl?: string;
  readonly logger: Logger;
}

/** Gorse's REST API, as far as the recommendation API answers it; ingest takes what is told of users. */
export async function gorseRoutes(
  app: FastifyInstance,
  api: Api,
  { log, store, namespaces, ingestUrl, logger }: GorseSources,
): Promise<void> {
  answerAsGorse(app);
  const tables = () => api.view.tables;
  const scores = createScores(api);
  const isApart = ingestUrl !== undefined;
  const intake = isApart ? intakeApart({ ingestUrl, logger }) : intakeBeside(app);
  listRoutes(app, scores, { intake, clock: api.clock });
  const told = new ToldLog({ log, namespaces });
  itemRoutes(app, api, { catalogue: new Catalogue({ log, tables }), scores, told });
  toldRoutes(app, told);
  healthRoutes(app, { log, store, tables });
  unsupportedRoutes(app);
  if (isApart) await forwardToIngest(app, intake);
}
