import type { Occasion } from './attribute.ts';
import { parseCellKey } from './cells.ts';
import type { Figures } from './figures.ts';
import { linesOf, totalOf } from './order.ts';
import { ANSWER_MS, CLICK_MS, CLOCK_SLACK_MS } from './windows.ts';

/** Counts and revenue in ten-thousandths, by what they belong to. */
export type Counts = Record<string, number>;

/**
 * What one visitor's events come to, by looking at all that came before for each of them: no state, no
 * bounds. For tests, against `attribute`.
 */
export function plainCount(occasions: readonly Occasion[]): Counts {
  const counts: Counts = {};
  const add = (name: string, amount: number) => (counts[name] = (counts[name] ?? 0) + amount);
  const arm = armOf(occasions);
  for (const [i, { event, answer }] of occasions.entries()) {
    const before = occasions.slice(0, i);
    const fresh = answer !== null && within(ANSWER_MS, answer.at, event.at);
    if (fresh && answer.experiment !== null && armOf(before) === undefined)
      add(`${arm!.variant} visitors`, 1);
    if (fresh && (event.type === 'impression' || event.type === 'click')) {
      const subject = ({ event: other }: Occasion) =>
        event.type === 'click' ? other.itemId : other.position;
      const again = before.some((other) => {
        const isSame = other.event.type === event.type && other.event.recommId === event.recommId;
        return isSame && isFresh(other) && subject(other) === subject({ event, answer });
      });
      if (!again) {
        add(`${event.type} at ${event.position}`, 1);
        if (answer.experiment !== null) add(`${arm!.variant} ${event.type}`, 1);
      }
    }
    if (event.type === 'purchase' && isFirst(event.id, event.orderId, before)) {
      const lines = linesOf(event);
      for (const { itemId, amount } of lines) {
        const position = clickBehind(itemId, event.at, before, occasions.slice(i + 1));
        if (position !== undefined) add(`revenue at ${position} ${event.currency}`, amount);
      }
      if (arm !== undefined && arm.at <= event.at) {
        add(`${arm.variant} orders`, 1);
        add(`${arm.variant} revenue ${event.currency}`, totalOf(lines, event));
      }
    }
  }
  return counts;
}

/** The last click heard of before, or if it is not close enough, the first one heard of later that lies before. */
function clickBehind(
  itemId: string,
  at: number,
  before: readonly Occasion[],
  later: readonly Occasion[],
): number | null | undefined {
  const isOf = (one: Occasion) =>
    one.event.type === 'click' && isFresh(one) && one.event.itemId === itemId;
  const last = before
    .filter(isOf)
    .toSorted((a, b) => a.event.at - b.event.at)
    .at(-1);
  if (last && within(CLICK_MS, last.event.at, at)) return last.event.position;
  const late = later.find(
    (one) => isOf(one) && one.event.at <= at && within(CLICK_MS, one.event.at, at),
  );
  return late?.event.position;
}

/** Of the first event that brought back an answer of an experiment; there is one experiment here. */
function armOf(occasions: readonly Occasion[]): { variant: string; at: number } | undefined {
  const first = occasions.find((one) => isFresh(one) && one.answer!.experiment !== null);
  return first && { variant: first.answer!.variant!, at: first.event.at };
}

function isFresh({ event, answer }: Occasion): boolean {
  return answer !== null && within(ANSWER_MS, answer.at, event.at);
}

function isFirst(id: string, orderId: string | null, before: readonly Occasion[]): boolean {
  return !before.some(({ event }) => {
    const isSame = event.id === id || (orderId !== null && event.orderId === orderId);
    return event.type === 'purchase' && isSame;
  });
}

function within(windowMs: number, cause: number, at: number): boolean {
  return at <= cause + windowMs && at >= cause - CLOCK_SLACK_MS;
}

/** Figures in the words of the plain count. */
export function countsOf(figures: ReadonlyMap<string, Figures>): Counts {
  const counts: Counts = {};
  const add = (name: string, amount: number) => {
    if (amount !== 0) counts[name] = (counts[name] ?? 0) + amount;
  };
  for (const [key, { counts: of, money }] of figures) {
    const cell = parseCellKey(key)!;
    if (cell.kind === 'place') {
      add(`impression at ${cell.position}`, of.impressions);
      add(`click at ${cell.position}`, of.clicks);
      for (const { currency, sum } of money.values()) {
        add(`revenue at ${cell.position} ${currency}`, sum);
      }
    } else if (cell.kind === 'arm') {
      add(`${cell.variant} visitors`, of.visitors);
      add(`${cell.variant} impression`, of.impressions);
      add(`${cell.variant} click`, of.clicks);
      add(`${cell.variant} orders`, of.orders);
      for (const { currency, sum } of money.values())
        add(`${cell.variant} revenue ${currency}`, sum);
    }
  }
  return counts;
}
