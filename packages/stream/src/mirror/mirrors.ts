import { type EventTopic, eventTopic, type NamespacePlan, type Topic } from '@freshet/events';

/** One topic of events that is copied into another one. */
export interface Mirror {
  readonly from: EventSide;
  readonly to: EventSide;
}

export interface EventSide {
  readonly topic: Topic;
  /** Says where a copy comes from; the first topic is 0. */
  readonly number: number;
}

/** Consumer group that copies. */
export function mirrorGroup({ from, to }: Mirror): string {
  return `mirror.${from.topic.name}.${to.topic.name}`;
}

/** Both directions of every topic that was copied from another one, while namespaces read both. */
export function mirrorsOf({ namespaces }: NamespacePlan): Mirror[] {
  const sides = new Map(namespaces.map(({ events }) => [eventTopic(events).name, side(events)]));
  const sources = new Map(
    namespaces.map(({ events }) => [eventTopic(events).name, events?.source]),
  );
  return [...sides].flatMap(([name, to]) => {
    const from = sides.get(sources.get(name) ?? '');
    return from === undefined
      ? []
      : [
          { from, to },
          { from: to, to: from },
        ];
  });
}

function side(events: EventTopic | null): EventSide {
  return { topic: eventTopic(events), number: events?.number ?? 0 };
}

/** The mirror that hands events of one topic on to the other. */
export function mirrorBetween(plan: NamespacePlan, from: string, to: string): Mirror | undefined {
  return mirrorsOf(plan).find(
    (mirror) => mirror.from.topic.name === from && mirror.to.topic.name === to,
  );
}
