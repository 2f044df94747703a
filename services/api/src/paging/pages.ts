import { hash48 } from '@freshet/recommend';
import type { Signer } from '@freshet/stream';
import type { SiteItems } from '@freshet/tables';
import type { RecommendationRequest } from '../query/recommendation-request.ts';
import { CURSOR_MS, decodeCursor, encodeCursor, SERVED_MAX } from './cursor.ts';

/** Lists that go on from page to page. */
export interface Pages {
  /**
   * What earlier pages had, as `hash48` of each id.
   * @throws HttpProblem as `decodeCursor` does.
   */
  served(site: string, request: RecommendationRequest): readonly number[];
  /** What brings the page behind this one; undefined if none was asked for, or there can be none. */
  next(site: string, request: RecommendationRequest, page: Page): string | undefined;
}

export interface Page {
  readonly served: readonly number[];
  readonly items: readonly { readonly itemId: string }[];
}

export interface PagesOptions {
  readonly signer: Signer;
  /** Epoch ms. */
  readonly clock: () => number;
}

export function createPages({ signer, clock }: PagesOptions): Pages {
  return {
    served(site, { visitor, paging }) {
      if (paging === null || paging.cursor === null) return [];
      return decodeCursor(paging.cursor, { site, visitor }, clock(), signer);
    },
    next(site, { visitor, paging }, { served, items }) {
      // Behind an empty page there is nothing, and a list's pages have SERVED_MAX items together.
      if (paging === null || items.length === 0) return undefined;
      const all = [...served, ...items.map(({ itemId }) => hash48(itemId))];
      if (all.length >= SERVED_MAX) return undefined;
      return encodeCursor(
        { site, visitor },
        { served: all, expiresAt: clock() + CURSOR_MS },
        signer,
      );
    },
  };
}

/** The ids of what was served that may come up again: items held, and candidates that nobody knows. */
export function* servedIds(
  served: readonly number[],
  { slots }: RecommendationRequest,
  items: Pick<SiteItems, 'slotOfHash' | 'ids'>,
): Generator<string> {
  for (const hash of served) {
    const slot = items.slotOfHash(hash);
    if (slot >= 0) yield items.ids[slot]!;
  }
  if (served.length === 0) return;
  const hashes = new Set(served);
  for (const { slot } of slots) {
    for (const itemId of slot.candidates ?? []) if (hashes.has(hash48(itemId))) yield itemId;
  }
}
