/** Events on their way out, each as one JSON text, in log order. */
export interface Consignment {
  readonly events: readonly string[];
  /** When ingest received the newest of them, epoch ms. */
  readonly newestAt: number;
}

/**
 * What became of it. `refused`: never to be taken as it is. `failed`: may have been taken or not, and
 * is worth another attempt, not before `retryAfterMs` where the other side said so.
 */
export type Outcome =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'refused';
      readonly message: string;
      /** The destination's own words. They may repeat what it was sent, so no log line has them. */
      readonly said: string;
    }
  | {
      readonly kind: 'failed';
      readonly cause: FailureCause;
      readonly message: string;
      readonly retryAfterMs?: number;
    };

export type FailureCause = 'timeout' | 'network' | 'status' | 'disk';

/** Where the sink takes events: a URL or a file. */
export interface Destination {
  /** Does not throw. Aborting `signal` ends an attempt as failed. */
  deliver(consignment: Consignment, signal: AbortSignal): Promise<Outcome>;
  close(): Promise<void>;
}
