import { siteOf } from '@freshet/access';
import { toInspectSite } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import type { FastifyInstance } from 'fastify';
import { getFigures } from '../description/admin/figures.ts';
import type { ServedNamespace } from '../namespaces/served-namespace.ts';
import { FieldReader } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { dayName, daysIn, placesOfDays } from './days.ts';
import { describeArm, describePlaces } from './description.ts';
import { DIMENSIONS, type Dimension, groupPlaces } from './places.ts';

export interface FiguresAdminOptions {
  readonly served: Pick<ServedNamespace, 'current'>;
  readonly store: Pick<Store, 'get'>;
  /** Epoch ms. */
  readonly clock: () => number;
}

/**
 * `GET /v1/admin/figures?site=&by=&from=&to=` as a Fastify plugin, for clients on this machine: what has
 * become of the answers of the namespace that is served, by any of strategy, scenario, position, experiment
 * and variant, of all time or of some days; and, of all time, of the visitors of each arm of an experiment:
 * what they do is counted from their first day on, so arms have no part that would be a day's.
 */
export function createFiguresAdmin({ served, store, clock }: FiguresAdminOptions) {
  return async function figuresRoutes(app: FastifyInstance): Promise<void> {
    app.get(
      '/v1/admin/figures',
      { config: { ...toInspectSite, operation: getFigures } },
      async (request) => {
        const reader = new FieldReader(fieldsOfQuery(request.query), ['site', 'by', 'from', 'to']);
        const site = siteOf(request);
        const by = dimensionsIn(reader);
        const days = daysIn(reader, clock());
        const { current } = served;
        if (days !== null) {
          const places = await placesOfDays(current, store, site, days);
          const [from, to] = [dayName(days.from), dayName(days.to)];
          return { site, by, from, to, places: groupPlaces(places, by).map(describePlaces) };
        }
        const { figures } = current.tables;
        return {
          site,
          by,
          places: groupPlaces(figures.places(site), by).map(describePlaces),
          arms: Array.from(figures.arms(site), describeArm),
        };
      },
    );
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
