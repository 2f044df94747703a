import {
  FreshetError,
  HttpProblem,
  toChangeDeployment,
  toInspectDeployment,
} from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { Backups } from './backups.ts';
import { beginBackup, getBackup, PATH_LENGTH_MAX } from './description.ts';

/**
 * `/v1/admin/backups` as a Fastify plugin, for clients on this machine: POST `{path}` begins a back-up
 * into a folder that is not there yet, GET says how far the newest one is.
 */
export function createBackupAdmin(backups: Backups) {
  return async function backupRoutes(app: FastifyInstance): Promise<void> {
    app.post(
      '/v1/admin/backups',
      { config: { ...toChangeDeployment, operation: beginBackup } },
      async ({ body }, reply) => {
        try {
          return await reply.code(202).send(await backups.begin(pathIn(body)));
        } catch (error) {
          if (!(error instanceof FreshetError) || error.code !== 'BACKUP_REFUSED') throw error;
          throw new HttpProblem(409, { code: error.code, message: error.message });
        }
      },
    );
    app.get(
      '/v1/admin/backups',
      { config: { ...toInspectDeployment, operation: getBackup } },
      async () => {
        const progress = await backups.progress();
        if (progress !== undefined) return progress;
        throw new HttpProblem(404, { code: 'NOT_FOUND', message: 'There was no back-up yet.' });
      },
    );
  };
}

function pathIn(body: unknown): string {
  const { path, ...others } = (body ?? {}) as { path?: unknown };
  const isPath = typeof path === 'string' && path !== '' && path.length <= PATH_LENGTH_MAX;
  if (isPath && !path.includes('\0') && Object.keys(others).length === 0) return path;
  const message = 'The body must be {"path": …}: the absolute path of a folder that is not there.';
  throw new HttpProblem(400, { code: 'REQUEST_INVALID', message, pointer: '/path' });
}
