import { encodeRecommId, type LoggedItem, type RecommIdSigner } from '@freshet/events';
import type { Arm } from '../experiments/assigner.ts';
import type { Slot } from '../query/recommendation-request.ts';
import type { Visitor } from '../query/visitor.ts';
import type { AnswerLog } from './answer-log.ts';

/** An answer that is about to be given. */
export interface Given {
  readonly site: string;
  readonly visitor: Visitor;
  readonly slot: Pick<Slot, 'scenario' | 'itemId'>;
  /** Of an experiment. */
  readonly arm: Pick<Arm, 'experiment' | 'variant' | 'takenOver'> | undefined;
  readonly strategy: string;
  readonly items: readonly GivenItem[];
  /** A whole number below 2^48. */
  readonly randomness: number;
  /** As of another time than now: nobody is shown it. */
  readonly isAsOf: boolean;
}

export interface GivenItem extends LoggedItem {
  /** Its place was given to exploration. */
  readonly explored?: boolean;
}

/** Gives each answer the id by which what becomes of it is known, and keeps what visitors are shown. */
export interface Issuer {
  /** The answer's `recommId`. */
  issue(given: Given): string;
}

export interface IssuerOptions {
  readonly signer: RecommIdSigner;
  readonly answers: Pick<AnswerLog, 'add'>;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** Positions that a `recommId` tells exploration of. */
const TOLD_POSITIONS = 32;

export function createIssuer({ signer, answers, clock }: IssuerOptions): Issuer {
  return {
    issue({ site, visitor, slot, arm, strategy, items, randomness, isAsOf }) {
      const { scenario, itemId: page } = slot;
      const experiment = arm?.experiment ?? null;
      const variant = arm?.variant ?? null;
      const made = { site, at: clock(), strategy, scenario, experiment, variant };
      const more = {
        takenOver: arm?.takenOver ?? false,
        n: items.length,
        explored: exploredIn(items),
      };
      const facts = { randomness, ...more, ...made };
      const recommId = encodeRecommId(facts, signer);
      if (!isAsOf && scenario !== 'raw') {
        const { userId, anonymousId } = visitor;
        answers.add({ recommId, userId, anonymousId, page, items, ...made });
      }
      return recommId;
    },
  };
}

function exploredIn(items: readonly GivenItem[]): number {
  let explored = 0;
  for (let i = 0; i < Math.min(items.length, TOLD_POSITIONS); i++) {
    if (items[i]!.explored) explored |= 1 << i;
  }
  return explored >>> 0;
}
