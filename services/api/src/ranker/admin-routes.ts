import { inNamespace, type RankerCommand, rankerCommandCodec, topics } from '@freshet/events';
import { HttpProblem, isObject, toChangeSite, toInspectSite } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { exportWeights, importWeights, rankerCommands } from '../description/admin/ranker.ts';
import type { ServedNamespace } from '../namespaces/served-namespace.ts';
import type { Fields } from '../query/fields.ts';
import { onlySite } from '../query/only-site.ts';
import { parseWeights, weightsDocument } from './weights-document.ts';

export interface RankerAdminOptions {
  readonly log: Log;
  readonly served: Pick<ServedNamespace, 'current'>;
  /** Epoch ms. */
  readonly clock: () => number;
}

/**
 * `/v1/admin/ranker` as a Fastify plugin, for clients on this machine: POST freeze, thaw and reset, GET
 * and PUT weights, all with `?site=`. A command takes effect in the order of the samples, so 202 says
 * that it is in the log of the namespace that is served.
 */
export function createRankerAdmin({ log, served, clock }: RankerAdminOptions) {
  async function give(command: Pick<RankerCommand, 'site' | 'command' | 'weights'>) {
    const { namespace } = served.current;
    const topic = {
      ...topics.rankerSamples,
      name: inNamespace(topics.rankerSamples.name, namespace),
    };
    await log.admin.ensureTopics([topic]);
    const value = rankerCommandCodec.encode({ ...command, at: clock() });
    await log.publisher.publish(topic.name, [{ value, partition: 0 }]);
    return { namespace, site: command.site, command: command.command };
  }

  return async function rankerAdminRoutes(app: FastifyInstance): Promise<void> {
    for (const { command, operation } of rankerCommands) {
      app.post(
        `/v1/admin/ranker/${command}`,
        { config: { ...toChangeSite, operation } },
        async (request, reply) => {
          return reply
            .code(202)
            .send(await give({ site: onlySite(request), command, weights: null }));
        },
      );
    }

    app.get(
      '/v1/admin/ranker/weights',
      { config: { ...toInspectSite, operation: exportWeights } },
      (request) => {
        const site = onlySite(request);
        return weightsDocument(site, served.current.tables.site(site).weights);
      },
    );

    app.put(
      '/v1/admin/ranker/weights',
      { config: { ...toChangeSite, operation: importWeights } },
      async (request, reply) => {
        const site = onlySite(request);
        const weights = parseWeights(documentIn(request.body));
        return reply.code(202).send(await give({ site, command: 'import', weights }));
      },
    );
  };
}

/** What an export says beside the weights is taken and means nothing: `?site=` says whose they become. */
function documentIn(body: unknown): Fields {
  if (isObject(body)) return body;
  const message = 'The body must be a JSON object, as an export gives it.';
  throw new HttpProblem(400, { code: 'RANKER_WEIGHTS_INVALID', message });
}
