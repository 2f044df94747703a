import type { AnswerFacts, BehaviourEvent } from '@freshet/events';
import { hash48 } from '@freshet/recommend';
import { addToArm, exposed } from './assignments.ts';
import { cellKey, EXPLORATION, positionName } from './cells.ts';
import { creditClick } from './late-clicks.ts';
import type { Outcome } from './outcome.ts';
import { buy, giveBack } from './purchases.ts';
import { click, see, seenAnswer, wasClicked } from './seen-answers.ts';
import { Tally } from './tally.ts';
import { CLICKS_MAX, type LastClick, type Visitor } from './visitor.ts';
import { ANSWER_MS, isWithin } from './windows.ts';
import type { Witness } from './witness.ts';

/** An event that may have to do with an answer. */
export interface Occasion {
  readonly event: BehaviourEvent;
  /** What its `recommId` says; null where it has none, or none that was given. */
  readonly answer: AnswerFacts | null;
}

/** One item as an event says that it was shown. */
interface Shown {
  readonly position: number | null;
  readonly itemId: string | null;
}

/**
 * Folds one event into what is known of its visitor, in place, and returns what it adds to the figures,
 * nothing for a duplicate. Deterministic: event time only.
 */
export function attribute(
  visitor: Visitor,
  { event, answer }: Occasion,
  witness?: Witness,
): Outcome[] {
  visitor.lastAt = Math.max(visitor.lastAt, event.at);
  if (event.userId !== null) visitor.linked ??= event.anonymousId;
  const { at, receivedAt, itemId } = event;
  const tally = new Tally({ at, receivedAt, witness });
  const isBack = answer !== null && isWithin(ANSWER_MS, answer.at, event.at);
  const clicked = isBack ? comeBack(visitor, event, answer, tally) : undefined;
  if (event.type === 'purchase') buy(visitor, event, tally);
  if (event.type === 'refund') giveBack(visitor, event, tally);
  const credited = clicked ? creditClick(visitor, clicked, itemId, { receivedAt, witness }) : [];
  return [...tally.outcomes(), ...credited];
}

/** Returns the click that it is, if it is one. */
function comeBack(
  visitor: Visitor,
  event: BehaviourEvent,
  answer: AnswerFacts,
  tally: Tally,
): LastClick | undefined {
  const { site, type, itemId } = event;
  const assignment = exposed(visitor, answer, event, tally);
  const isClick = type === 'click' || type === 'view';
  if (!isClick && type !== 'impression') return undefined;
  const seen = seenAnswer(visitor, event.recommId!, answer.at);
  if (seen === undefined) return undefined;
  if (!isClick) {
    const shown = shownBy(event).filter((one) => see(seen, one, answer.n));
    for (const one of shown) countAt('impressions', one, event, answer, tally);
    if (assignment) addToArm(assignment, { impressions: shown.length }, site, tally);
  } else if (itemId !== null) {
    // A position that the answer does not have is none.
    const position = (event.position ?? 0) > answer.n ? null : event.position;
    const clicked = { position, itemId };
    if (click(seen, itemId, answer.n)) {
      countAt('clicks', clicked, event, answer, tally);
      if (assignment) addToArm(assignment, { clicks: 1 }, site, tally);
    }
    // Seen again before it is bought: that it counts once does not make it an older click.
    if (wasClicked(seen, itemId)) {
      const place = placeOf(position, site, answer);
      const recommId = event.recommId!;
      return remember(visitor, { item: hash48(itemId), at: event.at, place, recommId });
    }
  }
  return undefined;
}

/** The items of an impression of several stand one behind the other, from its position on. */
function shownBy({ items, itemId, position }: BehaviourEvent): readonly Shown[] {
  if (items.length === 0) return [{ position, itemId }];
  const first = position ?? 1;
  return items.map((line, i) => ({ position: first + i, itemId: line.itemId }));
}

function countAt(
  measure: 'impressions' | 'clicks',
  { position, itemId }: Shown,
  { site, recommId }: BehaviourEvent,
  answer: AnswerFacts,
  tally: Tally,
): void {
  tally.visit(placeOf(position, site, answer), measure, { itemId, recommId });
  if (itemId !== null && isExplored(position, answer)) {
    tally.count(cellKey({ kind: 'item', site, itemId }), measure);
  }
}

function isExplored(position: number | null, { explored }: AnswerFacts): boolean {
  return position !== null && position <= 32 && ((explored >>> (position - 1)) & 1) === 1;
}

function placeOf(position: number | null, site: string, answer: AnswerFacts): string {
  const { experiment, variant, strategy, scenario } = answer;
  return cellKey({
    kind: 'place',
    site,
    experiment: experiment ?? '',
    variant: variant ?? '',
    strategy: isExplored(position, answer) ? EXPLORATION : strategy,
    scenario,
    position: positionName(position),
  });
}

/** Of each item the newest click, by event time. */
function remember({ clicks }: Visitor, newest: LastClick): LastClick {
  const known = clicks.findIndex(({ item }) => item === newest.item);
  if (known >= 0 && clicks[known]!.at > newest.at) return newest;
  if (known >= 0) clicks.splice(known, 1);
  clicks.push(newest);
  if (clicks.length <= CLICKS_MAX) return newest;
  const oldest = clicks.reduce((a, b) => (b.at < a.at ? b : a));
  clicks.splice(clicks.indexOf(oldest), 1);
  return newest;
}
