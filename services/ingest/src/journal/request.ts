import { type Durability, weaker } from '../message.ts';

/** One accepted request: settled once each of its parts is safe, refused with the first that is not. */
export class PendingRequest {
  /** The weakest promise among the parts. */
  readonly done: Promise<Durability>;
  #missing: number;
  #durability: Durability = 'log';
  #resolve!: (durability: Durability) => void;
  #reject!: (error: unknown) => void;

  constructor(parts: number) {
    this.#missing = parts;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  taken(durability: Durability): void {
    this.#durability = weaker(this.#durability, durability);
    this.#missing -= 1;
    if (this.#missing === 0) this.#resolve(this.#durability);
  }

  refused(error: unknown): void {
    this.#reject(error);
  }
}
