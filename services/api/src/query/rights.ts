import { isPublic, requireScope, requireUser } from '@freshet/access';
import { HttpProblem } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';
import { isForAdmins, type RecommendationRequest } from './recommendation-request.ts';

/**
 * Refuses what a question asks for beyond what its caller may know.
 * @throws HttpProblem 403 SCOPE_MISSING, ADMIN_LOCAL_ONLY, EXPLAIN_NOT_PUBLIC, USER_UNVERIFIED.
 */
export async function requireRights(
  request: FastifyRequest,
  question: RecommendationRequest,
): Promise<void> {
  if (isForAdmins(question)) await requireScope(request, 'inspect', '"at" and the scenario "raw"');
  await requireUser(request, question.visitor.userId);
  if (isPublic(request) && question.slots.some(({ slot }) => slot.explain)) {
    const message = '"explain" shows how lists are made: it takes a secret key.';
    throw new HttpProblem(403, { code: 'EXPLAIN_NOT_PUBLIC', message });
  }
}
