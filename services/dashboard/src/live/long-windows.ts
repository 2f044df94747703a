import type { Logger } from '@freshet/runtime';
import type { CellReader } from '../history/cell-reader.ts';
import { coveringCells } from '../history/covering-cells.ts';
import { beginningOf, RESOLUTIONS } from '../history/resolutions.ts';
import { describeWithTops, Tally } from '../counts/tally.ts';
import type { LiveWindow } from '../shapes/live.ts';

/** Names of a kind that are told apart in what several cells come to. */
const NAMES_MAX = 300;
/** Sites whose windows are remembered. */
const SITES_MAX = 100;

/** With the resolution whose cells a window moves on by. */
const WINDOWS = [
  { lengthS: 3_600, stepS: 60 },
  { lengthS: 86_400, stepS: 900 },
  { lengthS: 604_800, stepS: 900 },
] as const;

/** How old these windows may be while somebody looks, in ms: longer where reading them is much work. */
const FRESH_MS = 10_000;
const FRESH_MS_MAX = 60_000;
/** Reading takes at most this part of the time, below the bound above. */
const READING_SHARE = 0.01;

interface Known {
  /** Epoch ms, when they are to be read again. */
  until: number;
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
    if (known === undefined || this.#o.clock() >= known.until) void this.refresh(site);
    return known?.windows ?? [];
  }

  /** Reads them now. */
  async refresh(site: string): Promise<readonly LiveWindow[]> {
    const { clock, logger } = this.#o;
    const now = clock();
    const before = this.#sites.get(site)?.windows ?? [];
    const entry: Known = { until: now + FRESH_MS_MAX, windows: before };
    if (this.#sites.size >= SITES_MAX && !this.#sites.has(site)) this.#sites.clear();
    this.#sites.set(site, entry);
    try {
      const windows: LiveWindow[] = [];
      // One after the other: each holds as many names as it has cells.
      for (const window of WINDOWS) windows.push(await this.#read(site, window, now));
      entry.windows = windows;
    } catch (err) {
      logger.warn({ err, site }, 'windows of the dashboard are not as new as they could be');
    }
    const tookMs = clock() - now;
    const freshMs = Math.max(FRESH_MS, tookMs / READING_SHARE);
    entry.until = now + Math.min(FRESH_MS_MAX, freshMs);
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
    const tally = new Tally(NAMES_MAX);
    const quality = { duplicates: 0, withItem: 0, inCatalogue: 0 };
    await this.#o.cells.each(site, coveringCells(from, to, finest), (cell) => {
      tally.merge(cell.tally);
      quality.duplicates += cell.duplicates;
      quality.withItem += cell.withItem;
      quality.inCatalogue += cell.inCatalogue;
    });
    return { lengthS, ...describeWithTops(tally, from, now), quality };
  }
}
