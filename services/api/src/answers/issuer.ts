import { randomInt } from 'node:crypto';
import { encodeRecommId, type RecommIdSigner } from '@freshet/events';
import type { List } from '../recommendations/list.ts';

/** An answer that is about to be given. */
export interface Given {
  readonly site: string;
  readonly scenario: string;
  readonly list: List;
}

/** Gives each answer the id by which what becomes of it is known. */
export interface Issuer {
  /** The answer's `recommId`. */
  issue(given: Given): string;
}

export interface IssuerOptions {
  readonly signer: RecommIdSigner;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** The most that `randomInt` takes. */
const RANDOM_MAX = 2 ** 48 - 1;

export function createIssuer({ signer, clock }: IssuerOptions): Issuer {
  return {
    issue({ site, scenario, list }) {
      const { strategy, items } = list;
      return encodeRecommId(
        {
          site,
          at: clock(),
          strategy,
          scenario,
          experiment: null,
          variant: null,
          takenOver: false,
          n: items.length,
          explored: 0,
          randomness: randomInt(RANDOM_MAX),
        },
        signer,
      );
    },
  };
}
