import type { Occasion } from '../attribute.ts';
import { addOutcome, type Figures } from '../figures.ts';
import { Visit } from '../visit.fixture.ts';
import type { Act } from '../witness.ts';
import { mergeVisitors } from './merge-visitors.ts';

/** Several ids of whom each may become another one, and the figures of all of them. */
export class Ids {
  readonly figures = new Map<string, Figures>();
  readonly acts: Act[] = [];
  readonly #visits = new Map<string, Visit>();
  readonly #became = new Map<string, string>();

  /** Under the id, or whom it has become. */
  take(id: string, ...occasions: readonly Occasion[]): void {
    this.#visitOf(id).take(...occasions);
  }

  /** `id` is found to be `user`, at a moment. */
  merge(id: string, user: string, at: number): void {
    const other = this.#visitOf(id);
    const own = this.#visitOf(user);
    this.#became.set(id, user);
    const witness = (act: Act) => this.acts.push(act);
    const merging = { site: 'default', at, receivedAt: at, witness };
    const { visitor, outcomes } = mergeVisitors(own.visitor, other.visitor, merging);
    Object.assign(own.visitor, visitor);
    for (const outcome of outcomes) addOutcome(own.of(outcome.cell), outcome);
  }

  visitOf(id: string): Visit {
    return this.#visitOf(id);
  }

  #visitOf(id: string): Visit {
    const next = this.#became.get(id);
    if (next !== undefined) return this.#visitOf(next);
    const visit = this.#visits.get(id) ?? new Visit(this.figures, this.acts);
    this.#visits.set(id, visit);
    return visit;
  }
}
