import { DEFAULT_SITE } from '@freshet/events';
import { requireLoopback } from '@freshet/runtime';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { describeItems } from '../answers/catalogue-fields.ts';
import type { Api } from '../api.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import {
  isForAdmins,
  parseRecommendationBody,
  parseRecommendationQuery,
  type RecommendationRequest,
} from '../query/recommendation-request.ts';
import type { Recommendations } from '../recommendations/recommender.ts';

type Asked = RecommendationRequest['slots'][number];

/** `GET` and `POST /v1/recommendations`: what this visitor may want next. */
export function recommendationRoutes(app: FastifyInstance, api: Api): void {
  app.get('/v1/recommendations', async (request, reply) => {
    const question = parseRecommendationQuery(fieldsOfQuery(request.query));
    if (isForAdmins(question)) await requireLoopback(request);
    const [answer] = await api.view.recommender.answer(DEFAULT_SITE, question);
    return answered(reply, answer!, question.slots[0]!);
  });

  app.post('/v1/recommendations', async (request, reply) => {
    const question = parseRecommendationBody(request.body);
    if (isForAdmins(question)) await requireLoopback(request);
    const answers = await api.view.recommender.answer(DEFAULT_SITE, question);
    const lists = question.slots.map((asked, i) => answered(reply, answers[i]!, asked));
    if (question.slots[0]!.name === '') return lists[0];
    return {
      slots: Object.fromEntries(question.slots.map(({ name }, i) => [name, lists[i]])),
    };
  });

  function answered(reply: FastifyReply, answer: Recommendations, { slot }: Asked) {
    const { strategy, fallback, degraded = false } = answer;
    reply.answeredBy = strategy;
    if (fallback) api.metrics.fallbacks.inc({ strategy, degraded: String(degraded) });
    return describeItems(answer, slot.fields, api.view.tables.site(DEFAULT_SITE).items);
  }
}
