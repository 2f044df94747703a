import { type NamespacePlan, namespaceTopics, type Topic, topics } from '@freshet/events';
import {
  FreshetError,
  HttpProblem,
  toChangeDeployment,
  toInspectDeployment,
} from '@freshet/runtime';
import {
  changeRetention as applyRetention,
  type Log,
  type Namespaces,
  type Retention,
} from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { changeRetention, listTopics } from '../description/topics.ts';
import { AdminFields, fieldsOf } from './fields.ts';

/** −1 is for ever; 0 would be nothing at all. */
const bound = { min: -1, max: Number.MAX_SAFE_INTEGER };

/** `/v1/admin/topics`: what there is and how long it is kept, changed at run time. */
export function topicRoutes(
  app: FastifyInstance,
  { log, namespaces }: { readonly log: Log; readonly namespaces: Pick<Namespaces, 'plan'> },
): void {
  app.get(
    '/v1/admin/topics',
    { config: { ...toInspectDeployment, operation: listTopics } },
    async () => ({
      topics: await Promise.all(topicsOf(namespaces.plan).map((topic) => describe(log, topic))),
    }),
  );

  app.patch<{ Params: { name: string } }>(
    '/v1/admin/topics/:name/retention',
    { config: { ...toChangeDeployment, operation: changeRetention } },
    async ({ params: { name }, body }) => {
      const known = topicsOf(namespaces.plan);
      const topic = known.find((candidate) => candidate.name === name);
      if (topic === undefined) throw unknown(name, known);
      const change = parseChange(body);
      try {
        return { name, retention: await applyRetention(log.admin, topic, change, known) };
      } catch (error) {
        throw asProblem(error);
      }
    },
  );
}

/** All topics, with those of every namespace. */
function topicsOf({ namespaces }: NamespacePlan): readonly Topic[] {
  const own = namespaces.flatMap((namespace) => Object.values(namespaceTopics(namespace)));
  const all: readonly Topic[] = [...Object.values(topics), ...own];
  return [...new Map(all.map((topic) => [topic.name, topic])).values()];
}

async function describe({ admin }: Log, { name, cleanup, outlives }: Topic) {
  const [partitions, retention] = await Promise.all([admin.offsets(name), admin.retention(name)]);
  return { name, cleanup, ...(outlives !== undefined && { outlives }), retention, partitions };
}

function parseChange(body: unknown): Partial<Retention> {
  const fields = new AdminFields(fieldsOf(body), ['ms', 'bytes']);
  const ms = fields.whole('ms', bound);
  const bytes = fields.whole('bytes', bound);
  if (ms === undefined && bytes === undefined) throw invalid('Give ms, bytes, or both.', '');
  if (ms === 0) throw invalid('ms must be at least 1, or −1 for ever.', '/ms');
  if (bytes === 0) throw invalid('bytes must be at least 1, or −1 without bound.', '/bytes');
  return { ...(ms !== undefined && { ms }), ...(bytes !== undefined && { bytes }) };
}

function unknown(name: string, known: readonly Topic[]): HttpProblem {
  const message = `There is no topic "${name.slice(0, 64)}"; there are ${known.map((topic) => topic.name).join(', ')}.`;
  return new HttpProblem(404, { code: 'TOPIC_UNKNOWN', message });
}

function invalid(message: string, pointer: string): HttpProblem {
  return new HttpProblem(400, { code: 'PARAMETER_INVALID', message, pointer });
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof FreshetError) || error.code !== 'RETENTION_REFUSED') return error;
  return new HttpProblem(409, { code: error.code, message: error.message });
}
