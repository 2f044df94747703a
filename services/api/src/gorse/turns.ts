import { HttpProblem, type Problem } from '@freshet/runtime';

export interface TurnsBound {
  /** So many wait, and the one that is at work; further ones are refused. */
  readonly waitingMax: number;
  readonly refusal: Problem;
  /** When to ask again, in seconds. */
  readonly retryS: number;
}

/** Has work done one after another. */
export class Turns {
  readonly #bound: TurnsBound;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(bound: TurnsBound) {
    this.#bound = bound;
  }

  /** Begins once all that came before has ended. @throws HttpProblem 503, the refusal; what the work throws. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    const { waitingMax, refusal, retryS } = this.#bound;
    if (this.#waiting >= waitingMax) throw new HttpProblem(503, refusal, retryS);
    this.#waiting++;
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting--;
    }
  }
}
