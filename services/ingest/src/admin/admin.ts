import type { Log, Namespaces } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { createDeadLetters } from '../dead-letters/dead-letters.ts';
import { deadLetterBox, quarantineBox } from '../dead-letters/letter-box.ts';
import type { Judging } from '../dead-letters/row-again.ts';
import { deadLetters, letterRoutes, quarantine } from './letter-routes.ts';
import { topicRoutes } from './topic-routes.ts';

export interface AdminOptions {
  readonly log: Log;
  /** Which topic redriven events go to. */
  readonly namespaces: Pick<Namespaces, 'plan'>;
  /** What rows are judged by that were refused. */
  readonly judging: Judging;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** What operators need of a running instance, as a Fastify plugin; for callers on its machine only. */
export function createAdmin(options: AdminOptions) {
  return async function adminRoutes(app: FastifyInstance): Promise<void> {
    letterRoutes(app, deadLetters, createDeadLetters({ ...options, box: deadLetterBox }));
    letterRoutes(app, quarantine, createDeadLetters({ ...options, box: quarantineBox }));
    topicRoutes(app, options);
  };
}
