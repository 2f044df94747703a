/** A server of the store as it says it is, or why it says nothing. */
export interface InspectedServer {
  /** `host:port`, without credentials. */
  readonly address: string;
  /** The command line that reaches it. */
  readonly cli: string;
  /** Why it could not be asked; what follows is empty then. */
  readonly failure?: string;
  /** By field of INFO. */
  readonly info: ReadonlyMap<string, string>;
  /** When it writes snapshots, as in its configuration; undefined where it does not tell. */
  readonly save: string | undefined;
  /** How far its clock is ahead of this machine's, in ms; as exact as its answer was quick. */
  readonly aheadMs: number;
  /** What services would refuse it for. */
  readonly unmet: readonly { readonly fault: string; readonly remedy: string }[];
}

/** A cluster as one of its nodes sees it, by field of CLUSTER INFO. */
export interface InspectedCluster {
  readonly address: string;
  readonly info: ReadonlyMap<string, string>;
}

/** The servers of the store, looked at without changing anything. */
export interface StoreInspection {
  readonly servers: readonly InspectedServer[];
  /** Of a Redis Cluster, if a node of it answered. */
  readonly cluster: InspectedCluster | undefined;
}
