import { createAdminClient } from '../admin/client.ts';

export interface GroupProgress {
  readonly group: string;
  readonly lag: number;
  readonly records: number;
}

export interface ListedNamespace {
  readonly name: string;
  readonly state: 'live' | 'previous' | 'fed';
  readonly partitions: number;
  readonly createdAt: number;
  readonly to: readonly number[] | null;
  readonly groups: readonly GroupProgress[];
}

/** What `/v1/admin/namespaces` answers to every call. */
export interface Listing {
  readonly live: string;
  /** The one that the asked process answers from; behind `live` while it goes over. */
  readonly served: string;
  readonly namespaces: readonly ListedNamespace[];
}

export interface NamespaceClient {
  list(): Promise<Listing>;
  create(
    namespace: { name: string; from: string; to?: string } | { name: string; partitions: number },
  ): Promise<Listing>;
  swap(name: string, force: boolean): Promise<Listing>;
  drop(name: string): Promise<Listing>;
}

/** Its calls throw as those of `createAdminClient`. */
export function createNamespaceClient(url: string, key = ''): NamespaceClient {
  const { get, send } = createAdminClient(url, key);
  const at = (...path: string[]) =>
    ['/v1/admin/namespaces', ...path.map(encodeURIComponent)].join('/');
  return {
    list: () => get(at()),
    create: (namespace) => send('POST', at(), namespace),
    swap: (name, force) => send('POST', at(name, 'live'), { force }),
    drop: (name) => send('DELETE', at(name)),
  };
}
