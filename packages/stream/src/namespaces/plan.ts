import {
  type CutOver,
  eventTopic,
  FIRST_NAMESPACE,
  type Namespace,
  NAMESPACE_PATTERN,
  type NamespacePlan,
  type Topic,
} from '@freshet/events';
import { FreshetError } from '@freshet/runtime';

/** Namespaces fed at a time: each costs the workers the whole stream, and the store the whole state. */
export const NAMESPACES_MAX = 4;
/** Dropped names remembered; older ones could be given again. */
const DROPPED_MAX = 1_000;

/** Before anybody has decided anything. */
export const firstPlan: NamespacePlan = {
  revision: 0,
  decidedAt: 0,
  live: FIRST_NAMESPACE,
  previous: null,
  namespaces: [{ name: FIRST_NAMESPACE, from: [], to: null, createdAt: 0, events: null }],
  dropped: [],
  eventTopics: 0,
  ingests: [],
  cutOver: null,
};

/** @throws FreshetError NAMESPACE_UNKNOWN. */
export function namespaceOf(plan: NamespacePlan, name: string): Namespace {
  const found = plan.namespaces.find((namespace) => namespace.name === name);
  if (found !== undefined) return found;
  const names = plan.namespaces.map((namespace) => namespace.name).join(', ');
  throw new FreshetError(
    'NAMESPACE_UNKNOWN',
    `There is no namespace "${name}"; there are: ${names}.`,
    { namespace: name },
  );
}

/** Where the events of the live namespace are. */
export function liveEventTopic(plan: NamespacePlan): Topic {
  return eventTopic(namespaceOf(plan, plan.live).events);
}

/** The plan with one more namespace to feed. @throws FreshetError NAMESPACE_REFUSED. */
export function withNamespace(plan: NamespacePlan, namespace: Namespace): NamespacePlan {
  const { name } = namespace;
  if (!new RegExp(NAMESPACE_PATTERN).test(name)) {
    throw refused(name, `"${name}" is no name for a namespace: it must match ${NAMESPACE_PATTERN}`);
  }
  if (name === plan.live) {
    throw refused(
      name,
      `"${name}" is live, and its state already has what the log holds: replaying into it would ` +
        'change nothing. Give a new name, and swap it in when it has caught up',
    );
  }
  if (plan.namespaces.some((other) => other.name === name) || plan.dropped.includes(name)) {
    throw refused(name, `"${name}" is or was a namespace; give a name that was never used`);
  }
  if (plan.namespaces.length >= NAMESPACES_MAX) {
    throw refused(name, `${NAMESPACES_MAX} namespaces are fed already; drop one first`);
  }
  return { ...plan, namespaces: [...plan.namespaces, namespace] };
}

/**
 * The plan with another live namespace, which reads the same events; the one before stays fed.
 * @throws FreshetError NAMESPACE_UNKNOWN, NAMESPACE_REFUSED.
 */
export function withLive(plan: NamespacePlan, name: string): NamespacePlan {
  if (!readsLiveEvents(plan, name)) {
    throw refused(name, `"${name}" reads other events than "${plan.live}"; ask again`);
  }
  if (plan.cutOver !== null) throw underWay(plan.cutOver);
  return name === plan.live ? plan : { ...plan, live: name, previous: plan.live };
}

/** Whether going over to the namespace needs no cut-over. @throws FreshetError NAMESPACE_UNKNOWN. */
export function readsLiveEvents(plan: NamespacePlan, name: string): boolean {
  const live = namespaceOf(plan, plan.live);
  return namespaceOf(plan, name).events?.name === live.events?.name;
}

/** The plan without a namespace. @throws FreshetError NAMESPACE_UNKNOWN, NAMESPACE_REFUSED. */
export function without(plan: NamespacePlan, name: string): NamespacePlan {
  namespaceOf(plan, name);
  if (name === plan.live) {
    throw refused(name, `"${name}" is live; swap another one in before it is dropped`);
  }
  if (plan.cutOver !== null) throw underWay(plan.cutOver);
  return {
    ...plan,
    previous: plan.previous === name ? null : plan.previous,
    namespaces: plan.namespaces.filter((namespace) => namespace.name !== name),
    dropped: [...plan.dropped, name].slice(-DROPPED_MAX),
  };
}

export function underWay({ to }: CutOver): FreshetError {
  return refused(to, `Going over to "${to}" is under way; it ends by itself within a minute`);
}

export function refused(namespace: string, reason: string): FreshetError {
  return new FreshetError('NAMESPACE_REFUSED', `${reason}.`, { namespace });
}
