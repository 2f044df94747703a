import { eventTopic, type NamespacePlan, namespaceTopics } from '@freshet/events';
import {
  type ErrorCode,
  FreshetError,
  HttpProblem,
  isObject,
  type JsonObject,
  type Logger,
  toChangeDeployment,
  toInspectDeployment,
} from '@freshet/runtime';
import {
  type Namespaces,
  namespaceOf,
  readsLiveEvents,
  withLive,
  withNamespace,
  without,
} from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import {
  dropNamespace,
  goLive,
  listNamespaces,
  makeNamespace,
} from '../description/admin/namespaces.ts';
import { FieldReader, refuseOthers } from '../query/fields.ts';
import { awaitCatchUp } from './catch-up.ts';
import { goOver } from './cut-over.ts';
import { progressOf } from './progress.ts';
import { repartition } from './repartition.ts';
import { replayRange } from './replay-range.ts';
import type { ServedNamespace } from './served-namespace.ts';
import type { Engines } from './standing.ts';

export interface NamespaceAdminOptions extends Engines {
  readonly namespaces: Namespaces;
  readonly logger: Logger;
  readonly served: Pick<ServedNamespace, 'current'>;
  /** Epoch ms. */
  readonly clock: () => number;
}

interface NamePath {
  Params: { name: string };
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  NAMESPACE_UNKNOWN: 404,
  NAMESPACE_REFUSED: 409,
  NAMESPACE_BEHIND: 409,
  REPLAY_RANGE_INVALID: 400,
  LOG_TOPIC_MISMATCH: 409,
};

/**
 * `/v1/admin/namespaces` as a Fastify plugin, for clients on this machine: GET lists, POST rebuilds
 * one from the log, or with `partitions` under another partition count, POST …/live goes over to one,
 * DELETE drops one.
 */
export function createNamespaceAdmin(options: NamespaceAdminOptions) {
  const { namespaces, served, log, clock } = options;

  async function answer(plan: NamespacePlan) {
    const { live, previous } = plan;
    return {
      live,
      previous,
      served: served.current.namespace,
      namespaces: await progressOf(plan, options),
    };
  }

  return async function namespaceRoutes(app: FastifyInstance): Promise<void> {
    app.setErrorHandler((error) => {
      const status = error instanceof FreshetError ? statusOf[error.code] : undefined;
      if (status === undefined) throw error;
      const { code, message } = error as FreshetError;
      throw new HttpProblem(status, { code, message });
    });

    app.get(
      '/v1/admin/namespaces',
      { config: { ...toInspectDeployment, operation: listNamespaces } },
      () => answer(namespaces.plan),
    );

    app.post(
      '/v1/admin/namespaces',
      { config: { ...toChangeDeployment, operation: makeNamespace } },
      async (request, reply) => {
        const fields = new FieldReader(fieldsOf(request.body), [
          'name',
          'from',
          'to',
          'partitions',
        ]);
        const name = fields.text('name') ?? '';
        const createdAt = clock();
        if (fields.has('partitions')) {
          const plan = await repartition({ name, createdAt, fields }, options);
          return reply.code(202).send(await answer(plan));
        }
        const { events } = namespaceOf(namespaces.plan, namespaces.plan.live);
        const range = await replayRange(
          { from: fields.text('from') ?? 'earliest', to: fields.text('to') },
          { log, topic: eventTopic(events).name },
          createdAt,
        );
        const namespace = { name, ...range, createdAt, events };
        // Refused before topics are made for it.
        withNamespace(namespaces.plan, namespace);
        await log.admin.ensureTopics(Object.values(namespaceTopics(namespace)));
        const plan = await namespaces.change((current) => withNamespace(current, namespace));
        return reply.code(202).send(await answer(plan));
      },
    );

    app.post<NamePath>(
      '/v1/admin/namespaces/:name/live',
      { config: { ...toChangeDeployment, operation: goLive } },
      async ({ params, body }, reply) => {
        const fields = new FieldReader(fieldsOf(body ?? {}), ['force']);
        const { plan } = namespaces;
        const namespace = namespaceOf(plan, params.name);
        if (!readsLiveEvents(plan, params.name)) {
          const over = await goOver(namespace, { force: fields.flag('force') }, options);
          return reply.code(202).send(await answer(over));
        }
        if (params.name !== plan.live && !fields.flag('force')) {
          await awaitCatchUp(namespace, namespaceOf(plan, plan.live), options);
        }
        const changed = await namespaces.change((current) => withLive(current, params.name));
        return reply.code(202).send(await answer(changed));
      },
    );

    app.delete<NamePath>(
      '/v1/admin/namespaces/:name',
      { config: { ...toChangeDeployment, operation: dropNamespace } },
      async ({ params, query }, reply) => {
        refuseOthers(fieldsOf(query), []);
        const plan = await namespaces.change((current) => without(current, params.name));
        return reply.code(202).send(await answer(plan));
      },
    );
  };
}

function fieldsOf(body: unknown): JsonObject {
  if (isObject(body)) return body;
  throw new HttpProblem(400, {
    code: 'REQUEST_INVALID',
    message: 'The body must be a JSON object.',
  });
}
