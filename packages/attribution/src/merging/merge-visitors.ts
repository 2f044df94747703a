import { creditClick } from '../late-clicks.ts';
import type { Outcome } from '../outcome.ts';
import { forgetOldAnswers } from '../seen-answers.ts';
import { Tally } from '../tally.ts';
import {
  CLICKS_MAX,
  type LastClick,
  RECENT_IDS_MAX,
  SALES_MAX,
  type SeenAnswer,
  type Visitor,
} from '../visitor.ts';
import type { Moment } from '../witness.ts';
import { joinArms } from './join-arms.ts';
import { toldTwice } from './told-twice.ts';

/** When and where two visitors were found to be one: the moment is that of the event that said so. */
export interface Merging extends Moment {
  readonly site: string;
}

/**
 * What is known of a person of whom `own` and `other` are parts, and what that changes in the figures: a
 * purchase goes to a click made under the other id, and what both counted for counts once. May change both
 * in place.
 */
export function mergeVisitors(
  own: Visitor,
  other: Visitor,
  { site, ...when }: Merging,
): { readonly visitor: Visitor; readonly outcomes: readonly Outcome[] } {
  const tally = new Tally(when);
  const twice = toldTwice(own, other, when);
  const assignments = joinArms(own, other, twice, { site, tally });
  const others = { ...other, sales: other.sales.filter((sale) => !twice.sales.includes(sale)) };
  const credited = [
    ...other.clicks.flatMap((click) => creditClick(own, click, null, when)),
    ...own.clicks.flatMap((click) => creditClick(others, click, null, when)),
  ];
  const visitor: Visitor = {
    lastAt: Math.max(own.lastAt, other.lastAt),
    linked: own.linked ?? other.linked,
    assignments,
    answers: joinAnswers(own.answers, other.answers),
    answersForgotten: Math.max(own.answersForgotten, other.answersForgotten),
    clicks: joinClicks(own.clicks, other.clicks),
    sales: [...own.sales, ...others.sales].toSorted((a, b) => a.at - b.at).slice(-SALES_MAX),
    recentIds: [...new Set([...other.recentIds, ...own.recentIds])].slice(-RECENT_IDS_MAX),
  };
  forgetOldAnswers(visitor);
  return { visitor, outcomes: [...twice.outcomes, ...tally.outcomes(), ...credited] };
}

function joinAnswers(own: readonly SeenAnswer[], other: readonly SeenAnswer[]): SeenAnswer[] {
  const joined = new Map<number, SeenAnswer>(own.map((answer) => [answer.id, answer]));
  for (const answer of other) {
    const known = joined.get(answer.id);
    joined.set(answer.id, known === undefined ? answer : joinAnswer(known, answer));
  }
  return [...joined.values()];
}

function joinAnswer(a: SeenAnswer, b: SeenAnswer): SeenAnswer {
  const union = (mine: readonly number[], theirs: readonly number[]) => [
    ...new Set([...mine, ...theirs]),
  ];
  return {
    ...a,
    positions: union(a.positions, b.positions),
    items: union(a.items, b.items),
    clicked: union(a.clicked, b.clicked),
  };
}

/** Of each item the newest one, and of items those clicked last. */
function joinClicks(own: readonly LastClick[], other: readonly LastClick[]): LastClick[] {
  const joined = new Map<number, LastClick>();
  for (const click of [...own, ...other].toSorted((a, b) => a.at - b.at)) {
    joined.delete(click.item);
    joined.set(click.item, click);
  }
  return [...joined.values()].slice(-CLICKS_MAX);
}
