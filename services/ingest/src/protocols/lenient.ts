import { provenUser } from '@freshet/access';
import { HttpProblem } from '@freshet/runtime';
import type { FastifyRequest } from 'fastify';

/** How long a client is to wait with more than its key ever takes at once: it takes somebody to raise that. */
const RAISE_S = 300;

/**
 * The user whom a request proves to speak for, as `provenUser`. A token that has expired proves nothing here: a
 * 403 would have the client drop for good what the anonymous visitor's profile can take.
 */
export async function provenIn(request: FastifyRequest): Promise<string | null | undefined> {
  try {
    return await provenUser(request);
  } catch (error) {
    if (codeOf(error) === 'IDENTITY_EXPIRED') return null;
    throw error;
  }
}

/** More than a key ever takes at once is held by the client, which cannot part it, until the limit is raised. */
export function laterIfOver(error: unknown): never {
  const isOver = codeOf(error) === 'BATCH_OVER_LIMIT';
  throw isOver ? new HttpProblem(429, (error as HttpProblem).problem, RAISE_S) : error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof HttpProblem ? error.problem.code : undefined;
}
