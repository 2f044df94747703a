import type { Deployment } from '@freshet/recommend';
import { NeighbourLists } from './neighbour-lists.ts';
import { SiteBoards } from './site-boards.ts';
import { SiteItems } from './site-items.ts';
import { SiteWeights } from './site-weights.ts';

/** One site's items and what is derived from them. */
export interface SiteTables {
  readonly items: SiteItems;
  readonly boards: SiteBoards;
  readonly neighbours: NeighbourLists;
  /** What answers are ranked by. */
  readonly weights: SiteWeights;
}

export interface SitesOptions {
  /** Items of all sites together. */
  readonly itemsMax: number;
  readonly visitorsMin: number;
  readonly deployment: Deployment;
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
    const { itemsMax, visitorsMin, deployment, listFreshMs, clock } = this.#options;
    const items = new SiteItems({ hasRoom: () => this.size < itemsMax, visitorsMin });
    const boards = new SiteBoards(items, deployment, clock);
    const neighbours = new NeighbourLists(items, clock, listFreshMs);
    const tables = { items, boards, neighbours, weights: new SiteWeights() };
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
