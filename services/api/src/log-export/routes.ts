import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { siteOf } from '@freshet/access';
import { profileKey } from '@freshet/events';
import { HttpProblem, type Logger, needs } from '@freshet/runtime';
import { profileRef, type Store } from '@freshet/store';
import type { Erasures, Log, Namespaces } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { exportLog } from '../description/profiles.ts';
import { personOf, withEarlierIds } from '../person.ts';
import { FieldReader } from '../query/fields.ts';
import type { Entry } from './entries.ts';
import { readEntries, spansOf } from './read-log.ts';

/** How long whoever asks may take nothing, in ms; less than the log waits for who reads it. */
const STALL_MS = 20_000;
/** When to ask again while another export is under way, in seconds. */
const RETRY_S = 10;

export interface LogExportOptions {
  /** Without what is to be forgotten. */
  readonly log: Pick<Log, 'admin' | 'read'>;
  /** Who asked to be forgotten. */
  readonly erasures: Pick<Erasures, 'isErased'>;
  readonly store: Pick<Store, 'get'>;
  readonly namespaces: Pick<Namespaces, 'plan'>;
  readonly served: {
    readonly current: { readonly namespace: string; readonly partitions: number };
  };
  readonly logger: Logger;
}

/**
 * `GET /v1/users/{id}/export/log`: every record of a user that the log still holds, a line of JSON each, and last
 * a line that says how many there were: without it the answer is not whole. It reads the partitions of the user's
 * ids from end to end, so one at a time.
 */
export function createLogExport(options: LogExportOptions) {
  const { log, store, namespaces, served, logger } = options;
  let isBusy = false;

  async function keysOf(site: string, userId: string): Promise<ReadonlySet<string>> {
    const read = async (id: Parameters<typeof profileRef>[1]) => {
      const [value] = await store.get([profileRef(served.current, id)]);
      return value;
    };
    const asked = { site, userId, anonymousId: null };
    const person = await personOf(asked, true, read);
    const ids = [asked, person.visitor, ...(await withEarlierIds(person, site, read))];
    return new Set(ids.map((id) => profileKey({ site, ...id })));
  }

  async function write(keys: ReadonlySet<string>, spans: Spans, lines: PassThrough): Promise<void> {
    const closing = new AbortController();
    lines.once('close', () => closing.abort(new Error('nobody reads the export any more')));
    const { signal } = closing;
    let exported = 0;
    async function take(entry: Entry): Promise<void> {
      signal.throwIfAborted();
      exported++;
      if (lines.write(`${JSON.stringify(entry)}\n`)) return;
      await once(lines, 'drain', {
        signal: AbortSignal.any([signal, AbortSignal.timeout(STALL_MS)]),
      });
    }
    await readEntries(log, spans, keys, { take, signal });
    lines.end(`${JSON.stringify({ exported })}\n`);
  }

  return async function logExportRoutes(app: FastifyInstance): Promise<void> {
    app.get<{ Params: { id: string } }>(
      '/v1/users/:id/export/log',
      { config: { ...needs('inspect'), operation: exportLog } },
      async (request, reply) => {
        const fields = new FieldReader({ userId: request.params.id }, ['userId']);
        const userId = fields.identifier('userId')!;
        if (isBusy) throw busy();
        isBusy = true;
        try {
          const keys = await keysOf(siteOf(request), userId);
          const spans = await spansOf(options, namespaces.plan, keys);
          const lines = new PassThrough();
          void write(keys, spans, lines)
            .catch((err: unknown) => {
              logger.warn({ err }, 'an export of the log came to no end');
              lines.destroy(err as Error);
            })
            .finally(() => (isBusy = false));
          return await reply.type('application/x-ndjson').send(lines);
        } catch (error) {
          isBusy = false;
          throw error;
        }
      },
    );
  };
}
type Spans = Awaited<ReturnType<typeof spansOf>>;

const busy = (): HttpProblem =>
  new HttpProblem(
    503,
    { code: 'EXPORT_BUSY', message: 'Another export of the log is under way here; ask again.' },
    RETRY_S,
  );
