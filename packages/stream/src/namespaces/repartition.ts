import { type EventTopic, type Namespace, type NamespacePlan, topics } from '@freshet/events';
import { liveEventTopic, refused, withNamespace } from './plan.ts';

/** Most partitions of a keyed topic. */
export const PARTITIONS_MAX = 4096;

/**
 * Growing (or shrinking) the partition count of the keyed topics, while everything runs.
 *
 * A topic's count never changes. A *repartition* makes a second topic of events with another count and
 * a namespace that reads it, and then goes over to that namespace. Three things keep it exact:
 *
 * 1. **Mirrors** (`mirror.ts`), in the workers. From the moment there are two topics, each is copied
 *    into the other, for ever: every record but those that came from there. A copy carries its origin
 *    (topic, partition, offset), and the processors drop an origin that they have seen, in their fenced
 *    state, as they do with derived records. So a copy counts exactly once, whoever is killed and
 *    however often a batch is copied; and an event written to either topic reaches both, also from an
 *    ingest that woke up too late or was never told. No event is ever lost or doubled by what follows,
 *    which is about order alone.
 * 2. **The cut-over** (`cut-over.ts`). Every change is one record in `deployment.namespaces`, taken only
 *    if it was made from the newest plan, so that all agree on who was first:
 *    a. Each ingest is in the plan before it takes a request, and stays there until it has ended in order.
 *    b. The coordinator (the process that was asked) writes `cutOver`. Each ingest that reads this gives
 *       nothing more to the log, waits until what it gave is acknowledged, and marks itself stopped;
 *       meanwhile its journal takes events. An ingest that starts now begins stopped.
 *    c. When all are stopped nobody writes to the old topic, so the mirror comes to its end: then the new
 *       topic has every event that was ever accepted, in the order of its key.
 *    d. One record makes the namespace live. Each ingest now writes to its topic: first what waited in
 *       the journal, then what comes in. So no event is readable before an older one of its key.
 * 3. **Abort.** An ingest that does not stop in time, or a mirror that does not come to its end, ends the
 *    cut-over: one record takes `cutOver` away, along with ingests that did not answer (one that is
 *    alive comes back by itself), and all write to the old topic again. If the coordinator itself dies,
 *    the ingests do so when they have waited for HOLD_MS_MAX. Asking again begins anew.
 *
 * An ingest killed during the cut-over has what it acknowledged in the log or in its journal, and its
 * next start drains that into whichever topic is live. Going back is the same cut-over the other way:
 * the old namespace was fed by the mirror all the time. It ends when no namespace reads the topic.
 */
export function withRepartition(
  plan: NamespacePlan,
  { name, partitions, createdAt }: { name: string; partitions: number; createdAt: number },
): NamespacePlan {
  const first = plan.namespaces[0]!;
  const other = plan.namespaces.find(({ events }) => events?.name !== first.events?.name);
  if (other !== undefined) {
    throw refused(
      name,
      `"${first.name}" and "${other.name}" have different partition counts already, and only two can be ` +
        'at a time; finish going over, then drop those with the old count',
    );
  }
  const source = liveEventTopic(plan);
  const events: EventTopic = {
    name: `${topics.behaviourEvents.name}.${name}`,
    number: plan.eventTopics + 1,
    partitions,
    source: source.name,
  };
  const namespace: Namespace = { name, from: [], to: null, createdAt, events };
  return { ...withNamespace(plan, namespace), eventTopics: plan.eventTopics + 1 };
}
