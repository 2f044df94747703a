import type { AnswerFacts, BehaviourEvent } from '@freshet/events';
import { behaviourEvent } from '../../../test/support/events.ts';
import { attribute, type Occasion } from './attribute.ts';
import { addOutcome, emptyFigures, type Figures } from './figures.ts';
import { emptyVisitor, type Visitor } from './visitor.ts';
import type { Act } from './witness.ts';

export const GIVEN_AT = 1_700_000_000_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** An answer of 20 items, without an experiment unless said otherwise. */
export function answer(fields: Partial<AnswerFacts> = {}): AnswerFacts {
  return {
    site: 'default',
    at: GIVEN_AT,
    strategy: 'co-visitation',
    scenario: 'home',
    experiment: null,
    variant: null,
    takenOver: false,
    n: 20,
    explored: 0,
    randomness: 1,
    ...fields,
  };
}

/** An event of the user ada, one minute after the answer unless said otherwise. */
export function event(type: string, fields: Partial<BehaviourEvent> = {}): BehaviourEvent {
  const at = fields.at ?? GIVEN_AT + 60_000;
  const id = `${type}-${at}-${fields.itemId ?? ''}`;
  return behaviourEvent({ id, type, at, itemId: null, occurredAt: null, ...fields });
}

export function line(itemId: string, price: number | null, quantity = 1) {
  return { itemId, price, quantity, categories: [] };
}

/** What comes back from an answer; answers of equal facts have one id. */
export function back(
  facts: AnswerFacts,
  type: string,
  fields: Partial<BehaviourEvent> = {},
): Occasion {
  return { event: event(type, { recommId: JSON.stringify(facts), ...fields }), answer: facts };
}

/** What comes by itself. */
export function alone(type: string, fields: Partial<BehaviourEvent> = {}): Occasion {
  return { event: event(type, fields), answer: null };
}

/** One visitor, and the figures of what they did. */
export class Visit {
  readonly visitor: Visitor = emptyVisitor();
  readonly figures: Map<string, Figures>;
  readonly acts: Act[];

  constructor(figures = new Map<string, Figures>(), acts: Act[] = []) {
    this.figures = figures;
    this.acts = acts;
  }

  /** Whether anything was added to any figure. */
  take(...occasions: readonly Occasion[]): boolean {
    const outcomes = occasions.flatMap((occasion) =>
      attribute(this.visitor, occasion, (act) => this.acts.push(act)),
    );
    for (const outcome of outcomes) addOutcome(this.of(outcome.cell), outcome);
    return outcomes.length > 0;
  }

  of(cell: string): Figures {
    const figures = this.figures.get(cell) ?? emptyFigures();
    this.figures.set(cell, figures);
    return figures;
  }

  /** Counts that are not 0, and money by currency in ten-thousandths. */
  shown(cell: string): Record<string, number> {
    const { counts, money } = this.of(cell);
    const there = Object.entries(counts).filter(([, count]) => count !== 0);
    return Object.fromEntries([
      ...there,
      ...[...money.values()].map(({ currency, sum }) => [`money ${currency}`, sum]),
    ]);
  }
}

/** Key of a place of `answer()`. */
export const place = (position: number | string) =>
  `default/place///co-visitation/home/${position}`;
export const arm = (experiment: string, variant: string) => `default/arm/${experiment}/${variant}`;
