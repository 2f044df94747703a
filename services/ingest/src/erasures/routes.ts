import { siteOf } from '@freshet/access';
import { ID_BYTES_MAX, isIdentifier, type ProfileId } from '@freshet/events';
import { HttpProblem, needs } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { deleteProfile, deleteUser, getErasure } from '../description/erasures.ts';
import type { Ingest } from '../ingest.ts';
import { erase } from './erase.ts';
import { type ErasureSources, erasureStanding } from './standing.ts';

/** Keys that a query cannot repeat arrive as text, all others as lists. */
type Query = Partial<Record<string, string | string[]>>;
type Id = { readonly Params: { readonly id: string } };

/**
 * `DELETE /v1/users/{id}` and `DELETE /v1/profiles?userId=…` or `?anonymousId=…` forget somebody;
 * `GET /v1/erasures/{id}` says how far that has come.
 */
export function erasureRoutes(app: FastifyInstance, ingest: Ingest & ErasureSources): void {
  app.delete<Id>(
    '/v1/users/:id',
    { config: { ...needs('admin'), operation: deleteUser } },
    async (request, reply) => {
      const profile = profileOf({ userId: request.params.id }, siteOf(request));
      return reply.code(202).send(await erase(ingest, profile));
    },
  );
  app.delete<{ Querystring: Query }>(
    '/v1/profiles',
    { config: { ...needs('admin'), operation: deleteProfile } },
    async (request, reply) => {
      return reply.code(202).send(await erase(ingest, profileOf(request.query, siteOf(request))));
    },
  );
  app.get<Id>(
    '/v1/erasures/:id',
    { config: { ...needs(['inspect', 'admin']), operation: getErasure } },
    async (request) => {
      const standing = await erasureStanding(request.params.id, ingest);
      if (standing !== undefined) return standing;
      throw new HttpProblem(404, {
        code: 'ERASURE_UNKNOWN',
        message: 'No erasure has this id, or it lies so far back that all it was about is gone.',
      });
    },
  );
}

function profileOf({ userId, anonymousId }: Query, site: string): ProfileId {
  if ((userId === undefined) === (anonymousId === undefined)) {
    throw new HttpProblem(400, {
      code: 'PROFILE_MISSING',
      message: 'Name one profile, by userId or by anonymousId.',
    });
  }
  return {
    site,
    userId: requireId('userId', userId),
    anonymousId: requireId('anonymousId', anonymousId),
  };
}

function requireId(name: string, value: string | string[] | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && isIdentifier(value)) return value;
  throw new HttpProblem(400, {
    code: 'ID_INVALID',
    message: `${name} must be given once, as 1 to ${ID_BYTES_MAX} bytes without control characters.`,
  });
}
