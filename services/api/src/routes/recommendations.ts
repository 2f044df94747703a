import { DEFAULT_SITE } from '@freshet/events';
import { requireLoopback } from '@freshet/runtime';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Api } from '../api.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import {
  isForAdmins,
  parseRecommendationBody,
  parseRecommendationQuery,
} from '../query/recommendation-request.ts';
import type { Recommendations } from '../recommendations/recommender.ts';

/** `GET` and `POST /v1/recommendations`: what this visitor may want next. */
export function recommendationRoutes(app: FastifyInstance, api: Api): void {
  app.get('/v1/recommendations', async (request, reply) => {
    const question = parseRecommendationQuery(fieldsOfQuery(request.query));
    if (isForAdmins(question)) await requireLoopback(request);
    const [answer] = await api.view.recommender.answer(DEFAULT_SITE, question);
    return counted(reply, answer!);
  });

  app.post('/v1/recommendations', async (request, reply) => {
    const question = parseRecommendationBody(request.body);
    if (isForAdmins(question)) await requireLoopback(request);
    const answers = await api.view.recommender.answer(DEFAULT_SITE, question);
    for (const answer of answers) counted(reply, answer);
    if (question.slots[0]!.name === '') return answers[0];
    return {
      slots: Object.fromEntries(question.slots.map(({ name }, i) => [name, answers[i]])),
    };
  });

  function counted(reply: FastifyReply, answer: Recommendations): Recommendations {
    const { strategy, fallback, degraded = false } = answer;
    reply.answeredBy = strategy;
    if (fallback) api.metrics.fallbacks.inc({ strategy, degraded: String(degraded) });
    return answer;
  }
}
