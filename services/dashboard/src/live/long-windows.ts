import type { Logger } from '@freshet/runtime';
import type { CellReader } from '../history/cell-reader.ts';
import { coveringCells } from '../history/covering-cells.ts';
import { beginningOf, RESOLUTIONS } from '../history/resolutions.ts';
import { describeWithTops } from '../counts/tally.ts';
import type { LiveWindow } from '../shapes/live.ts';

/** How old these windows may be while somebody looks, in ms. */
const FRESH_MS = 10_000;
/** Sites whose windows are remembered. */
const SITES_MAX = 100;

/** With the resolution whose cells a window moves on by. */
const WINDOWS = [
  { lengthS: 3_600, stepS: 60 },
  { lengthS: 86_400, stepS: 900 },
  { lengthS: 604_800, stepS: 900 },
] as const;

interface Known {
  readonly readAt: number;
  windows: readonly LiveWindow[];
}

export interface LongWindowsOptions {
  readonly cells: CellReader;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly logger: Logger;
}

/** The last hour, day and week of each site that is looked at, out of its history. */
export class LongWindows {
  readonly #o: LongWindowsOptions;
  readonly #sites = new Map<string, Known>();

  constructor(options: LongWindowsOptions) {
    this.#o = options;
  }

  /** As last read; has them read again when that is a while ago. Nothing the first time. */
  of(site: string): readonly LiveWindow[] {
    const known = this.#sites.get(site);
    if (known === undefined || this.#o.clock() - known.readAt >= FRESH_MS) void this.refresh(site);
    return known?.windows ?? [];
  }

  /** Reads them now. */
  async refresh(site: string): Promise<readonly LiveWindow[]> {
    const { clock, logger } = this.#o;
    const entry: Known = { readAt: clock(), windows: this.#sites.get(site)?.windows ?? [] };
    if (this.#sites.size >= SITES_MAX && !this.#sites.has(site)) this.#sites.clear();
    this.#sites.set(site, entry);
    try {
      entry.windows = await Promise.all(
        WINDOWS.map((window) => this.#read(site, window, entry.readAt)),
      );
    } catch (err) {
      logger.warn({ err, site }, 'windows of the dashboard are not as new as they could be');
    }
    return entry.windows;
  }

  async #read(
    site: string,
    { lengthS, stepS }: (typeof WINDOWS)[number],
    now: number,
  ): Promise<LiveWindow> {
    const to = beginningOf(stepS, now) + stepS * 1_000;
    const from = to - lengthS * 1_000;
    const finest = RESOLUTIONS.find((resolution) => resolution.stepS === stepS)!;
    const cell = await this.#o.cells.sum(site, coveringCells(from, to, finest));
    const { duplicates, withItem, inCatalogue } = cell;
    const quality = { duplicates, withItem, inCatalogue };
    return { lengthS, ...describeWithTops(cell.tally, from, now), quality };
  }
}
