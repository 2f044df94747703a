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

/** The tables of all sites, which share one bound. */
export class Sites {
  readonly #itemsMax: number;
  readonly #clock: () => number;
  readonly #sites = new Map<string, SiteTables>();

  constructor({ itemsMax, clock }: { itemsMax: number; clock: () => number }) {
    this.#itemsMax = itemsMax;
    this.#clock = clock;
  }

  /** Empty tables for a site nobody has spoken of yet. */
  site(name: string): SiteTables {
    const known = this.#sites.get(name);
    if (known !== undefined) return known;
    const items = new SiteItems(() => this.size < this.#itemsMax);
    const boards = new SiteBoards(items, this.#clock);
    const tables = { items, boards, neighbours: new NeighbourLists(items, this.#clock), weights: new SiteWeights() };
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
