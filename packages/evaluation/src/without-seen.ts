import type { Click } from './click.ts';
import type { Model, Query } from './model.ts';

/**
 * A model whose answers leave out what the session has had: what a site does on which hardly anybody
 * comes back to an item, with a model that cannot find that out by itself.
 */
export class WithoutSeen implements Model {
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  learn(click: Click): void {
    this.#model.learn(click);
  }

  refresh(now: number): void {
    this.#model.refresh?.(now);
  }

  rank(query: Query, n: number): readonly string[] {
    const seen = new Set(query.session.map(({ itemId }) => itemId));
    const items = this.#model.rank(query, n + seen.size);
    return items.filter((item) => !seen.has(item)).slice(0, n);
  }
}
