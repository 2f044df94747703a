import { siteOf } from '@freshet/access';
import { HttpProblem, needs } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { getMessage } from '../description/messages.ts';
import type { Ingest } from '../ingest.ts';
import { messageStatus } from '../messages/status.ts';

/** `GET /v1/messages/{id}`: where an accepted event is. */
export function messageRoutes(app: FastifyInstance, { sent, publishing, erasures }: Ingest): void {
  app.get<{ Params: { id: string } }>(
    '/v1/messages/:id',
    { config: { ...needs(['inspect', 'admin']), operation: getMessage } },
    async (request) => {
      const { id } = request.params;
      const status = await messageStatus(id, { sent, publishing, erasures });
      // A key of another site learns no more than of an id that there never was.
      if (status?.key.startsWith(`${siteOf(request)}/`)) return status;
      throw new HttpProblem(404, {
        code: 'MESSAGE_UNKNOWN',
        message:
          'This process has not taken an event of this id, or so long ago that it is forgotten.',
      });
    },
  );
}
