import { mustRejoin } from './failures.ts';

type Beat = () => Promise<void>;

/**
 * Looks after the membership while handlers run: as long as all batches of a fetch are being handled,
 * kafkajs neither heartbeats nor sees a rebalance begin.
 */
export class HandlerHeartbeat {
  readonly #interrupt: () => void;
  /** Of the newest batch that is being handled. */
  #newest: Beat | undefined;
  #handling = 0;
  #mustRejoin: unknown;

  /** `interrupt` is called when a heartbeat shows that this member has to join its group again. */
  constructor(interrupt: () => void) {
    this.#interrupt = interrupt;
  }

  /** The error that says so; kafkajs acts on it when thrown. */
  get mustRejoin(): unknown {
    return this.#mustRejoin;
  }

  /** A new assignment. */
  reset(): void {
    this.#newest = undefined;
    this.#mustRejoin = undefined;
  }

  async during<T>(beat: Beat, work: Promise<T>): Promise<T> {
    this.#newest = beat;
    this.#handling += 1;
    try {
      return await work;
    } finally {
      this.#handling -= 1;
    }
  }

  async tick(): Promise<void> {
    if (this.#handling > 0 && this.#newest !== undefined) await this.beat(this.#newest);
  }

  async beat(heartbeat: Beat): Promise<void> {
    try {
      await heartbeat();
    } catch (error) {
      // Others are transient; kafkajs meets them again when the batch ends.
      if (!mustRejoin(error)) return;
      this.#mustRejoin = error;
      this.#interrupt();
    }
  }
}
