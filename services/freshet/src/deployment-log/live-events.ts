import { eventTopic, type Namespace, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import { type Log, namespaceOf, openNamespaces } from '@freshet/stream';

/** The topic of events of the namespace that is served, which is created if it is missing. @throws FreshetError LOG_UNREACHABLE. */
export async function liveEvents({
  log,
  logger,
}: {
  readonly log: Log;
  readonly logger: Logger;
}): Promise<{ readonly topic: string; readonly namespace: Namespace }> {
  await log.admin.ensureTopics([topics.behaviourEvents, topics.deploymentNamespaces]);
  const namespaces = await openNamespaces({
    log,
    logger,
    onFatal: (err) => logger.error({ err }, 'namespaces can no longer be followed'),
  });
  const { plan } = namespaces;
  await namespaces.close();
  const namespace = namespaceOf(plan, plan.live);
  const topic = eventTopic(namespace.events);
  await log.admin.ensureTopics([topic]);
  return { topic: topic.name, namespace };
}
