import { hash48 } from '@freshet/recommend';
import { ANSWERS_MAX, type SeenAnswer, type Visitor } from './visitor.ts';
import { ANSWER_MS } from './windows.ts';

/**
 * Answers so much older than the visitor's newest event are forgotten before there are too many: nothing
 * that comes less than a day late is about one of them.
 */
const KEPT_MS = 2 * ANSWER_MS;

/**
 * What was seen so far of an answer; undefined for one that was forgotten, of which it is not known what
 * has counted.
 */
export function seenAnswer(
  visitor: Visitor,
  recommId: string,
  givenAt: number,
): SeenAnswer | undefined {
  const id = hash48(recommId);
  const known = visitor.answers.find((answer) => answer.id === id);
  if (known !== undefined) return known;
  if (givenAt <= visitor.answersForgotten) return undefined;
  const answer = { id, at: givenAt, positions: [], items: [], clicked: [] };
  visitor.answers.push(answer);
  forgetOldAnswers(visitor);
  return visitor.answers.includes(answer) ? answer : undefined;
}

/** Keeps to the bounds of what is remembered of answers. */
export function forgetOldAnswers(visitor: Visitor): void {
  const { answers } = visitor;
  while (answers.length > 0) {
    const oldest = answers.reduce((a, b) => (b.at < a.at ? b : a));
    const isOld = oldest.at < visitor.lastAt - KEPT_MS;
    if (answers.length <= ANSWERS_MAX && !(isOld && answers.length > 1)) return;
    answers.splice(answers.indexOf(oldest), 1);
    visitor.answersForgotten = Math.max(visitor.answersForgotten, oldest.at);
  }
}

/** Takes in that a position, or an item without one, was seen; false: it had been, or there are no more. */
export function see(
  answer: SeenAnswer,
  { position, itemId }: { position: number | null; itemId: string | null },
  n: number,
): boolean {
  if (answer.positions.length + answer.items.length >= n) return false;
  if (position !== null) return position <= n && addOnce(answer.positions, position);
  return itemId !== null && addOnce(answer.items, hash48(itemId));
}

/** Takes in that an item was clicked; false: it had been, or as many as the answer has were. */
export function click(answer: SeenAnswer, itemId: string, n: number): boolean {
  return answer.clicked.length < n && addOnce(answer.clicked, hash48(itemId));
}

/** Whether the item is one of those clicked. */
export function wasClicked(answer: SeenAnswer, itemId: string): boolean {
  return answer.clicked.includes(hash48(itemId));
}

function addOnce(list: number[], value: number): boolean {
  if (list.includes(value)) return false;
  list.push(value);
  return true;
}
