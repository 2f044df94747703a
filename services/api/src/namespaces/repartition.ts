import { type NamespacePlan, namespaceTopics } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import {
  liveEventTopic,
  type Namespaces,
  namespaceOf,
  PARTITIONS_MAX,
  withRepartition,
} from '@freshet/stream';
import { FieldReader } from '../query/fields.ts';
import type { Engines } from './standing.ts';

export interface RepartitionRequest {
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly fields: FieldReader;
}

/**
 * Makes a namespace that reads a copy of the events under another partition count; the copy begins at
 * once, and going over to the namespace later makes its topic the one that is written to.
 * @throws FreshetError NAMESPACE_REFUSED; HttpProblem PARAMETER_INVALID.
 */
export async function repartition(
  { name, createdAt, fields }: RepartitionRequest,
  { log, namespaces }: Pick<Engines, 'log'> & { readonly namespaces: Namespaces },
): Promise<NamespacePlan> {
  const alien = ['from', 'to'].find((field) => fields.has(field));
  if (alien !== undefined) throw fields.refusal(alien, 'left out where partitions are given');
  const partitions = fields.integer('partitions', { min: 1, max: PARTITIONS_MAX, otherwise: 1 });
  const { plan } = namespaces;
  const source = liveEventTopic(plan);
  await log.admin.ensureTopics(Object.values(namespaceTopics(namespaceOf(plan, plan.live))));
  if (log.admin.partitions(source.name) === partitions) {
    throw new FreshetError(
      'NAMESPACE_REFUSED',
      `"${plan.live}", which is live, has ${partitions} partitions already.`,
      { namespace: name, partitions },
    );
  }
  // Refused before topics are made for it.
  const wanted = { name, partitions, createdAt };
  const namespace = namespaceOf(withRepartition(plan, wanted), name);
  const topics = namespaceTopics(namespace);
  await log.admin.ensureTopics(Object.values(topics));
  const former = namespaceTopics(namespaceOf(plan, plan.live));
  for (const kept of ['behaviourEvents', 'itemSignals'] as const) {
    const retention = await log.admin.retention(former[kept].name);
    await log.admin.setRetention(topics[kept].name, retention);
  }
  return namespaces.change((current) => withRepartition(current, wanted));
}
