import { randomUUID } from 'node:crypto';

/** How topics and groups are called on the brokers: with a prefix where a cluster is shared. */
export interface Names {
  topic(name: string): string;
  group(name: string): string;
  /** A transactional id that no other process has. */
  transaction(clientId: string): string;
}

export function prefixedNames(prefix: string): Names {
  return {
    topic: (name) => prefix + name,
    group: (name) => prefix + name,
    transaction: (clientId) => `${prefix}${clientId}-${randomUUID()}`,
  };
}
