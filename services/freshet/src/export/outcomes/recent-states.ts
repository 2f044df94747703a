import type { ValueCodec } from '@freshet/store';

/**
 * States by key, as the bytes that the store would have of them. At the bound the one that was written
 * longest ago is forgotten.
 */
export class RecentStates<State> {
  /** In the order in which they were written. */
  readonly #values = new Map<string, Uint8Array>();
  readonly #codec: ValueCodec<State>;
  readonly #max: number;
  readonly #onForgotten: () => void;

  constructor(codec: ValueCodec<State>, max: number, onForgotten: () => void) {
    this.#codec = codec;
    this.#max = max;
    this.#onForgotten = onForgotten;
  }

  get(key: string): State | undefined {
    const value = this.#values.get(key);
    return value && this.#codec.decode(value);
  }

  set(key: string, state: State | undefined): void {
    this.#values.delete(key);
    if (state === undefined) return;
    this.#values.set(key, this.#codec.encode(state));
    if (this.#values.size <= this.#max) return;
    this.#values.delete(this.#values.keys().next().value!);
    this.#onForgotten();
  }
}
