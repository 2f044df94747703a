import { isPublic, siteOf } from '@freshet/access';
import { forVisitors } from '@freshet/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeItems } from '../answers/catalogue-fields.ts';
import type { Api } from '../api.ts';
import { getRecommendations, postRecommendations } from '../description/recommendations.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import {
  parseRecommendationBody,
  parseRecommendationQuery,
  type RecommendationRequest,
} from '../query/recommendation-request.ts';
import { requireRights } from '../query/rights.ts';
import type { Recommendations } from '../recommendations/recommender.ts';

type Asked = RecommendationRequest['slots'][number];

/** `GET` and `POST /v1/recommendations`: what this visitor may want next. */
export function recommendationRoutes(app: FastifyInstance, api: Api): void {
  app.get(
    '/v1/recommendations',
    { config: { ...forVisitors('recommend'), operation: getRecommendations } },
    async (request, reply) => {
      const question = parseRecommendationQuery(fieldsOfQuery(request.query));
      await requireRights(request, question);
      const [answer] = await api.view.recommender.answer(
        siteOf(request),
        question,
        askingOf(request),
      );
      return answered(request, reply, answer!, question.slots[0]!);
    },
  );

  app.post(
    '/v1/recommendations',
    { config: { ...forVisitors('recommend'), operation: postRecommendations } },
    async (request, reply) => {
      const question = parseRecommendationBody(request.body);
      await requireRights(request, question);
      const answers = await api.view.recommender.answer(
        siteOf(request),
        question,
        askingOf(request),
      );
      const lists = question.slots.map((asked, i) => answered(request, reply, answers[i]!, asked));
      if (question.slots[0]!.name === '') return lists[0];
      return {
        slots: Object.fromEntries(question.slots.map(({ name }, i) => [name, lists[i]])),
      };
    },
  );

  function answered(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: Recommendations,
    { slot }: Asked,
  ) {
    const { strategy, fallback, degraded = false } = answer;
    reply.answeredBy = strategy;
    if (fallback) api.metrics.fallbacks.inc({ strategy, degraded: String(degraded) });
    return describeItems(answer, slot.fields, api.view.tables.site(siteOf(request)).items);
  }
}

/** A page proves nothing by an id that leads to somebody: whoever has it would read a user's answers. */
const askingOf = (request: FastifyRequest) => ({ leadsOn: !isPublic(request) });
