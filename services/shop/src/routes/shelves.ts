import { forEveryone } from '@freshet/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { categoryOf, itemOf } from '../catalogue/catalogue.ts';
import { QUERY_CHARACTERS_MAX, search } from '../catalogue/search.ts';
import { html } from '../pages/html.ts';
import type { Page } from '../pages/layout.ts';
import { categoryPage, homePage, itemPage, searchPage } from '../pages/shelf-pages.ts';
import { show, type Surroundings } from './visitor.ts';

interface ById {
  Params: { id: string };
}

/** Home, categories, items and search. */
export function shelfRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  app.get('/', { config: forEveryone }, (request, reply) =>
    show(request, reply, homePage(), surroundings),
  );

  app.get<ById>('/categories/:id', { config: forEveryone }, (request, reply) => {
    const category = categoryOf(request.params.id);
    return shown(request, reply, category && categoryPage(category));
  });

  app.get<ById>('/items/:id', { config: forEveryone }, (request, reply) => {
    const item = itemOf(request.params.id);
    return shown(request, reply, item && itemPage(item));
  });

  app.get<{ Querystring: { q?: string | string[] } }>(
    '/search',
    { config: forEveryone },
    (request, reply) => {
      const { q = '' } = request.query;
      const query = String(q).slice(0, QUERY_CHARACTERS_MAX).trim();
      return show(request, reply, searchPage(query, search(query)), surroundings);
    },
  );

  function shown(request: FastifyRequest<ById>, reply: FastifyReply, page: Page | undefined) {
    if (page !== undefined) return show(request, reply, page, surroundings);
    return show(request, reply.code(404), unknownPage(request.params.id), surroundings);
  }
}

function unknownPage(id: string): Page {
  return {
    title: 'Not here',
    main: () =>
      html`<div class="empty"><strong>There is no “${id}” in this shop.</strong><a class="button" href="/">Back to the window</a></div>`,
  };
}
