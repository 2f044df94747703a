import type { Listing, ListedNamespace } from './client.ts';

/** One line per namespace: name, what it is, its partitions, and how far each of its groups has come. */
export function listingText({ live, served, namespaces }: Listing): string {
  const width = Math.max(...namespaces.map(({ name }) => name.length));
  const lines = namespaces.map(
    (namespace) =>
      `${namespace.name.padEnd(width)}  ${namespace.state.padEnd(8)}  ${namespace.partitions} partitions, ${progressText(namespace)}\n`,
  );
  const note = served === live ? '' : `Answers still come from ${served}, until ${live} is read.\n`;
  return lines.join('') + note;
}

/** `profiles 120 of 5000 to go, items caught up`. */
export function progressText({ groups }: Pick<ListedNamespace, 'groups'>): string {
  return groups
    .map(({ group, lag, records }) =>
      lag === 0 ? `${group} caught up` : `${group} ${lag} of ${records} to go`,
    )
    .join(', ');
}
