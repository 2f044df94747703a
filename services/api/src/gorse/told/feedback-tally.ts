import type { BehaviourEvent } from '@freshet/events';
import {
  deletionsIn,
  feedbackDocument,
  feedbackIn,
  type GorseFeedback,
  type ToldDeletion,
  type ToldFeedback,
} from './told-event.ts';

/** Feedback that one answer holds: of more the ones that were told first are left out. */
export const FEEDBACK_MAX = 10_000;

interface Sum {
  readonly told: ToldFeedback;
  readonly updated: number | null;
}

/** Acts as Gorse would have kept them: one feedback for each type, user and item. */
export class FeedbackTally {
  readonly #sums = new Map<string, Sum>();
  /** Of acts that are in the sums, with their item; a client may have sent one twice. */
  readonly #acts = new Set<string>();

  /** Takes in what an event says of feedback that is wanted; true, as there may be more. */
  hear(event: BehaviourEvent, isWanted: (told: ToldFeedback) => boolean): true {
    for (const told of feedbackIn(event)) if (isWanted(told)) this.add(told);
    for (const deletion of deletionsIn(event)) this.delete(deletion);
    return true;
  }

  /** Acts of one user come in their order. */
  add(told: ToldFeedback): void {
    const act = JSON.stringify([told.id, told.itemId]);
    if (this.#acts.has(act)) return;
    if (this.#acts.size >= FEEDBACK_MAX) this.#acts.delete(this.#acts.values().next().value!);
    this.#acts.add(act);
    const key = JSON.stringify([told.type, told.userId, told.itemId]);
    const before = this.#sums.get(key);
    if (before === undefined && this.#sums.size >= FEEDBACK_MAX) {
      this.#sums.delete(this.#sums.keys().next().value!);
    }
    const isFirst = before === undefined || told.overwrites;
    this.#sums.set(key, isFirst ? { told, updated: told.at } : added(before, told));
  }

  /** What was deleted stays so when the same act comes once more. */
  delete(deletion: ToldDeletion): void {
    for (const [key, { told }] of this.#sums) {
      if (isMeant(deletion, told)) this.#sums.delete(key);
    }
  }

  documents(): readonly GorseFeedback[] {
    return [...this.#sums.values()].map(({ told, updated }) => feedbackDocument(told, updated));
  }
}

const isMeant = ({ type, userId, itemId }: ToldDeletion, told: ToldFeedback): boolean =>
  told.userId === userId && told.itemId === itemId && (type === null || told.type === type);

/** As Gorse 0.5 adds: values up, the earlier time, the later update, labels and comment as they were told last. */
function added({ told: before, updated }: Sum, told: ToldFeedback): Sum {
  const value = before.value + told.value;
  const times = [before.at, told.at].filter((at) => at !== null);
  const updates = [updated, told.at].filter((at) => at !== null);
  return {
    told: { ...told, value, at: times.length < 2 ? null : Math.min(...times) },
    updated: updates.length === 0 ? null : Math.max(...updates),
  };
}
