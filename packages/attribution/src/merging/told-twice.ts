import { parseCellKey } from '../cells.ts';
import type { Outcome } from '../outcome.ts';
import { Tally } from '../tally.ts';
import type { LastClick, Sale, Visitor } from '../visitor.ts';
import type { Moment } from '../witness.ts';

/** What two visitors who are one person both told of, and so counted for twice. */
export interface ToldTwice {
  /** Lines of the other one, of orders that both told of. */
  readonly sales: readonly Sale[];
  /** Clicks that both told of, by the experiment of their answer; '' for none. */
  readonly clicks: ReadonlyMap<string, number>;
  /** Takes the second of each back from its place. */
  readonly outcomes: readonly Outcome[];
}

/**
 * An impression stays where it counted: of which place it was is not remembered. So does a click that was
 * followed by more than are remembered.
 */
export function toldTwice(own: Visitor, other: Visitor, when: Moment): ToldTwice {
  const orders = new Set(own.sales.map(({ order }) => order));
  const sales = other.sales.filter(({ order }) => orders.has(order));
  const clicks = clicksOfBoth(own, other);
  const tally = new Tally(when);
  const byExperiment = new Map<string, number>();
  for (const { place, recommId } of clicks) {
    tally.visit(place, 'clicks', { itemId: null, recommId: recommId || null }, -1);
    const cell = parseCellKey(place);
    const experiment = cell?.kind === 'place' ? cell.experiment : '';
    byExperiment.set(experiment, (byExperiment.get(experiment) ?? 0) + 1);
  }
  const outcomes = [...tally.outcomes(), ...sales.flatMap(takingBack(when))];
  return { sales, clicks: byExperiment, outcomes };
}

/** Where the later of each two clicks on an item of one answer counted. */
function clicksOfBoth(own: Visitor, other: Visitor): LastClick[] {
  return other.answers.flatMap(({ id, clicked }) => {
    const both = own.answers.find((answer) => answer.id === id)?.clicked ?? [];
    return both
      .filter((item) => clicked.includes(item))
      .flatMap((item) => newest(item, own, other));
  });
}

function newest(item: number, own: Visitor, other: Visitor): LastClick[] {
  const clicks = [...own.clicks, ...other.clicks].filter((click) => click.item === item);
  return clicks.toSorted((a, b) => b.at - a.at).slice(0, 1);
}

/** At the time of the purchase, once an order and place. */
function takingBack({ receivedAt, witness }: Moment) {
  const taken = new Set<string>();
  return ({ order, at, place, recommId, currency, amount }: Sale): Outcome[] => {
    if (place === '') return [];
    const tally = new Tally({ at, receivedAt, witness });
    const where = `${order} ${place}`;
    const change = { currency, before: amount, after: 0 };
    const orders = taken.has(where) ? 0 : -1;
    taken.add(where);
    tally.deal(place, { itemId: null, recommId, clickedAt: null, orders, ...change });
    return tally.outcomes();
  };
}
