import type { Deployment } from '@freshet/recommend';
import type { FiguresTable } from './figures-table.ts';
import { CatalogueIndex } from './likeness/catalogue-index.ts';
import { HeldLikes } from './likeness/held-likes.ts';
import { NeighbourLists } from './neighbour-lists.ts';
import { SiteBoards } from './site-boards.ts';
import { SiteItems } from './site-items.ts';
import { SiteWeights } from './site-weights.ts';
import { impressionsIn } from './young/impressions.ts';
import { YoungItems } from './young/young-items.ts';

/** So many items stand in for the neighbours of one that has none. */
const LIKES_MAX = 20;
/** An answer knows a new entry after so long, in ms. */
const LIKES_AGE_MS_MAX = 10_000;

/** One site's items and what is derived from them. */
export interface SiteTables {
  readonly items: SiteItems;
  readonly boards: SiteBoards;
  readonly neighbours: NeighbourLists;
  /** The items that may be shown most like another one by the catalogue; of those equally alike the most visited. */
  readonly likes: HeldLikes;
  readonly young: YoungItems;
  /** What answers are ranked by. */
  readonly weights: SiteWeights;
}

export interface SitesOptions {
  /** Items of all sites together. */
  readonly itemsMax: number;
  readonly visitorsMin: number;
  readonly hasLikes: boolean;
  readonly deployment: Deployment;
  readonly figures: FiguresTable;
  /** As NeighbourLists has it. */
  readonly listFreshMs?: number | undefined;
  /** Milliseconds that never run backwards. */
  clock(): number;
}

/** The tables of all sites, which share one bound. */
export class Sites {
  readonly #options: SitesOptions;
  readonly #sites = new Map<string, SiteTables>();

  constructor(options: SitesOptions) {
    this.#options = options;
  }

  /** Empty tables for a site nobody has spoken of yet. */
  site(name: string): SiteTables {
    const known = this.#sites.get(name);
    if (known !== undefined) return known;
    const { itemsMax, visitorsMin, hasLikes, deployment, figures, listFreshMs, clock } =
      this.#options;
    const index = hasLikes ? new CatalogueIndex() : undefined;
    const items = new SiteItems({ hasRoom: () => this.size < itemsMax, visitorsMin });
    if (index !== undefined) items.onEntryChange((slot) => index.set(slot, items.entryIn(slot)));
    const boards = new SiteBoards(items, deployment, clock);
    const neighbours = new NeighbourLists(items, clock, listFreshMs);
    const likes = new HeldLikes({ ...likesQuery(items), index, items, clock });
    const young = new YoungItems(items, index, impressionsIn(figures, name), clock);
    const tables = { items, boards, neighbours, likes, young, weights: new SiteWeights() };
    this.#sites.set(name, tables);
    return tables;
  }

  get size(): number {
    let size = 0;
    for (const { items } of this.#sites.values()) size += items.size;
    return size;
  }

  get catalogued(): number {
    let catalogued = 0;
    for (const { items } of this.#sites.values()) catalogued += items.catalogued;
    return catalogued;
  }
}

function likesQuery(items: SiteItems) {
  return {
    max: LIKES_MAX,
    ageMsMax: LIKES_AGE_MS_MAX,
    admits: (slot: number) => items.isServable(slot),
    worth(slot: number) {
      const visits = items.columns.visits[slot]!;
      return visits / (1 + visits);
    },
  };
}
