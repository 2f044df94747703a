import { toInspectSite } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { getExploration } from '../description/admin/figures.ts';
import type { ServedNamespace } from '../namespaces/served-namespace.ts';
import { onlySite } from '../query/only-site.ts';
import { explorationFigures } from './figures.ts';

export interface ExplorationAdminOptions {
  readonly served: Pick<ServedNamespace, 'current'>;
  /** As RecommenderOptions has it. */
  readonly explorationShare: number;
}

/**
 * `GET /v1/admin/exploration?site=` as a Fastify plugin, for clients on this machine: how young items become
 * known in the namespace that is served, and what that costs.
 */
export function createExplorationAdmin({ served, explorationShare }: ExplorationAdminOptions) {
  return async function explorationRoutes(app: FastifyInstance): Promise<void> {
    app.get(
      '/v1/admin/exploration',
      { config: { ...toInspectSite, operation: getExploration } },
      (request) => {
        const site = onlySite(request);
        const { figures, site: tablesOf } = served.current.tables;
        const { young } = tablesOf(site);
        return {
          site,
          share: explorationShare,
          young: young.count,
          exploredAtOnce: young.atOnce.length,
          ...explorationFigures(figures, site),
        };
      },
    );
  };
}
