import { eventTopic, inNamespace, type NamespacePlan } from '@freshet/events';
import { GROUPS } from '@freshet/store';

/** The group whose progress says that an event in this topic is in its profile, the live one if it can. */
export function signingGroup(
  { namespaces, live }: NamespacePlan,
  topic: string,
): string | undefined {
  const readers = namespaces.filter(({ events }) => eventTopic(events).name === topic);
  const signing = readers.find(({ name }) => name === live) ?? readers[0];
  return signing && inNamespace(GROUPS.profiles, signing.name);
}
