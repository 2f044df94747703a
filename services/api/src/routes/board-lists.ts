import { DEFAULT_SITE } from '@freshet/events';
import type { FastifyInstance } from 'fastify';
import { describeItems } from '../answers/catalogue-fields.ts';
import type { Api } from '../api.ts';
import { type BoardList, type BoardQuery, latest, mostVisited, WINDOWS } from '../board-lists.ts';
import { FieldReader } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { parseListing, type Slot } from '../query/recommendation-request.ts';

const listFields = ['category', 'n', 'filter', 'fields'];

/** Lists that are the same for everyone, of the whole site or of one category. */
export function boardListRoutes(app: FastifyInstance, api: Api): void {
  const site = () => api.view.tables.site(DEFAULT_SITE);

  /** What many look at now. */
  app.get('/v1/trending', async (request) => {
    const reader = new FieldReader(fieldsOfQuery(request.query), ['window', ...listFields]);
    const query = parseBoardQuery(reader);
    const window = reader.choice('window', WINDOWS, '1h');
    return {
      window,
      ...described(await mostVisited(site(), window, query, api.deployment), query),
    };
  });

  /** What has been looked at most for as long as the deployment remembers well: weeks in a shop. */
  app.get('/v1/popular', async (request) => {
    const query = parseBoardQuery(new FieldReader(fieldsOfQuery(request.query), listFields));
    return described(await mostVisited(site(), 'long', query, api.deployment), query);
  });

  /** What was published last. */
  app.get('/v1/latest', async (request) => {
    const query = parseBoardQuery(new FieldReader(fieldsOfQuery(request.query), listFields));
    return described(await latest(site(), query, api.clock()), query);
  });

  function described<Row extends { readonly itemId: string }>(
    list: BoardList<Row>,
    { fields }: ListQuery,
  ) {
    return describeItems(list, fields, site().items);
  }
}

type ListQuery = BoardQuery & Pick<Slot, 'fields'>;

function parseBoardQuery(reader: FieldReader): ListQuery {
  return { category: reader.text('category'), ...parseListing(reader) };
}
