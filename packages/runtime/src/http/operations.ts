import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { isLocal } from '../loopback.ts';
import type { Operation } from './operation.ts';
import { HttpProblem } from './problem.ts';
import { forEveryone, needs } from './route-access.ts';

export interface Readiness {
  readonly ready: boolean;
  /** One short phrase per part that is not ready. */
  readonly waitingFor: readonly string[];
}

/** Prometheus text; a `Registry` is one. */
export type MetricsSource = Pick<Registry, 'contentType' | 'metrics'>;

export interface Operations {
  readonly registry: MetricsSource;
  readonly readiness: () => Readiness;
  /** Once aborted the process is not ready any more, whatever it still does. */
  readonly stopping: AbortSignal;
}

export interface OperationsOptions {
  /** Whether people call the same port and no key is asked for: then metrics are for this machine alone. */
  readonly isOpenToAll?: boolean;
}

const live: Operation = {
  id: 'getLiveness',
  group: 'Operation',
  summary: 'Whether the process lives',
  answers: {
    200: {
      description: 'It does.',
      schema: { type: 'object', properties: { status: { const: 'live' } }, required: ['status'] },
    },
  },
};

const standing = {
  title: 'Readiness',
  type: 'object',
  properties: {
    ready: { type: 'boolean' },
    waitingFor: { type: 'array', items: { type: 'string' } },
  },
  required: ['ready', 'waitingFor'],
};

const ready: Operation = {
  id: 'getReadiness',
  group: 'Operation',
  summary: 'Whether it can do its work',
  answers: {
    200: { description: 'It can.', schema: standing },
    503: { description: 'Not yet, or not any more.', schema: standing },
  },
};

const figures: Operation = {
  id: 'getMetrics',
  group: 'Operation',
  summary: 'What it has done, for Prometheus',
  answers: {
    200: {
      description: 'In the text format.',
      schema: { type: 'string' },
      mediaType: 'text/plain',
    },
  },
};

const ENDING: Readiness = { ready: false, waitingFor: ['the end of this process'] };

/** `GET /health/live`, `/health/ready` and `/metrics`. */
export function registerOperations(
  app: FastifyInstance,
  { registry, readiness, stopping }: Operations,
  { isOpenToAll = false }: OperationsOptions = {},
): void {
  app.get('/health/live', { config: { ...forEveryone, operation: live } }, () => ({
    status: 'live',
  }));
  app.get('/health/ready', { config: { ...forEveryone, operation: ready } }, (_request, reply) => {
    const state = stopping.aborted ? ENDING : readiness();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
  app.get(
    '/metrics',
    { config: { ...needs('inspect'), operation: figures } },
    async (request, reply) => {
      if (isOpenToAll && !isLocal(request)) throw localOnly();
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  );
}

function localOnly(): HttpProblem {
  const message =
    'Metrics are to be had here from this machine alone, by 127.0.0.1; for others set OPERATIONS_PORT and OPERATIONS_HOST.';
  return new HttpProblem(403, { code: 'METRICS_LOCAL_ONLY', message });
}
