import { requireLoopback } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { ServedNamespace } from '../namespaces/served-namespace.ts';
import { FieldReader } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { siteOf } from '../ranker/site-field.ts';
import { describeArm, describePlaces } from './description.ts';
import { DIMENSIONS, type Dimension, groupPlaces } from './places.ts';

/**
 * `GET /v1/admin/figures?site=&by=` as a Fastify plugin, for clients on this machine: what has become of
 * the answers of the namespace that is served, by any of strategy, scenario, position, experiment and
 * variant, and of the visitors of each arm of an experiment.
 */
export function createFiguresAdmin({ served }: { served: Pick<ServedNamespace, 'current'> }) {
  return async function figuresRoutes(app: FastifyInstance): Promise<void> {
    app.addHook('onRequest', requireLoopback);

    app.get('/v1/admin/figures', ({ query }) => {
      const reader = new FieldReader(fieldsOfQuery(query), ['site', 'by']);
      const site = siteOf(reader);
      const by = dimensionsIn(reader);
      const { figures } = served.current.tables;
      return {
        site,
        by,
        places: groupPlaces(figures.places(site), by).map(describePlaces),
        arms: Array.from(figures.arms(site), describeArm),
      };
    });
  };
}

/** @throws HttpProblem PARAMETER_INVALID. */
function dimensionsIn(reader: FieldReader): readonly Dimension[] {
  const text = reader.text('by') ?? 'strategy';
  const names = text.split(',');
  const by = DIMENSIONS.filter((dimension) => names.includes(dimension));
  if (by.length === names.length) return by;
  throw reader.refusal('by', `some of ${DIMENSIONS.join(', ')}, parted by commas`);
}
