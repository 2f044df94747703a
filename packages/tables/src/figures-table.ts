import {
  type ArmCell,
  type Cell,
  cellKey,
  type Figures,
  type ItemCell,
  parseCellKey,
  type PlaceCell,
} from '@freshet/attribution';

/** Cells of all sites that are held, about half a kilobyte each; past it new ones are left out. */
const CELLS_MAX = 100_000;

/** What a cell is and what was counted in it. */
export type Counted<C extends Cell> = C & { readonly figures: Figures };

interface SiteFigures {
  readonly arm: Map<string, Counted<ArmCell>>;
  readonly place: Map<string, Counted<PlaceCell>>;
  readonly item: Map<string, Counted<ItemCell>>;
}

/** What has become of all answers, as `attribution.figures` last told it. */
export class FiguresTable {
  readonly #sites = new Map<string, SiteFigures>();
  #size = 0;

  /** False when there is no room for a new cell. */
  set(key: string, figures: Figures): boolean {
    const cell = parseCellKey(key);
    if (cell === undefined) return true;
    const cells = this.#site(cell.site)[cell.kind] as Map<string, Counted<Cell>>;
    if (!cells.has(key)) {
      if (this.#size >= CELLS_MAX) return false;
      this.#size++;
    }
    cells.set(key, { figures, ...cell });
    return true;
  }

  clear(key: string): void {
    const cell = parseCellKey(key);
    if (cell !== undefined && this.#site(cell.site)[cell.kind].delete(key)) this.#size--;
  }

  /** The arms of all experiments. */
  arms(site: string): Iterable<Counted<ArmCell>> {
    return this.#site(site).arm.values();
  }

  places(site: string): Iterable<Counted<PlaceCell>> {
    return this.#site(site).place.values();
  }

  /** What has become of an item where exploration showed it; undefined: nothing yet. */
  item(site: string, itemId: string): Figures | undefined {
    return this.#site(site).item.get(cellKey({ kind: 'item', site, itemId }))?.figures;
  }

  /** Items that exploration showed. */
  items(site: string): Iterable<Counted<ItemCell>> {
    return this.#site(site).item.values();
  }

  #site(name: string): SiteFigures {
    let site = this.#sites.get(name);
    if (site === undefined) {
      site = { arm: new Map(), place: new Map(), item: new Map() };
      this.#sites.set(name, site);
    }
    return site;
  }
}
