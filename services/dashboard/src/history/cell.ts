import type { DashboardAct } from '@freshet/events';
import { Tally } from '../counts/tally.ts';
import { TopCounts } from '../counts/top-counts.ts';
import { problemName } from '../quality/problem-name.ts';

/** What page views are told apart by. */
export const PAGE_DIMENSIONS = [
  'page',
  'entry',
  'exit',
  'referrer',
  'campaign',
  'browser',
  'system',
  'device',
] as const;
export type PageDimension = (typeof PAGE_DIMENSIONS)[number];

export const CELL_COUNTS = [
  'duplicates',
  'withItem',
  'inCatalogue',
  'sessions',
  'entered',
  'bounced',
  'withAgent',
  'bots',
  'againstPlan',
] as const;

/** What was counted of some time. Adding acts and merging cells come to the same. */
export class Cell {
  /** Names of a kind that are told apart. */
  readonly namesMax: number;
  readonly tally: Tally;
  readonly pages: Readonly<Record<PageDimension, TopCounts>>;
  duplicates = 0;
  withItem = 0;
  inCatalogue = 0;
  sessions = 0;
  /** Sessions with a page view, and those of them with one alone. */
  entered = 0;
  bounced = 0;
  /** Events that say by what they were done, and those of them that a bot did. */
  withAgent = 0;
  bots = 0;
  /** Events with a problem. */
  againstPlan = 0;
  readonly problems: TopCounts;

  constructor(namesMax: number) {
    this.namesMax = namesMax;
    this.tally = new Tally(namesMax);
    this.problems = new TopCounts(namesMax);
    this.pages = Object.fromEntries(
      PAGE_DIMENSIONS.map((dimension) => [dimension, new TopCounts(namesMax)]),
    ) as Record<PageDimension, TopCounts>;
  }

  add(act: DashboardAct): void {
    if (act.isDuplicate) {
      this.duplicates++;
      return;
    }
    this.tally.add(act);
    if (act.isInCatalogue !== null) this.withItem++;
    if (act.isInCatalogue === true) this.inCatalogue++;
    if (act.startsSession) this.sessions++;
    if (act.isBot !== null) this.withAgent++;
    if (act.isBot === true) this.bots++;
    if (act.problems.length > 0) this.againstPlan++;
    for (const problem of act.problems) this.problems.add(problemName(act.type, problem));
    if (act.page !== null) this.#enterPage(act.page, act.left === null);
  }

  /** A page view counted here was not the last of its session after all. */
  leave({ path, wasOnly }: NonNullable<DashboardAct['left']>): void {
    this.pages.exit.add(path, -1);
    if (wasOnly) this.bounced--;
  }

  merge(other: Cell): void {
    this.tally.merge(other.tally);
    this.problems.merge(other.problems);
    for (const dimension of PAGE_DIMENSIONS) this.pages[dimension].merge(other.pages[dimension]);
    for (const name of CELL_COUNTS) this[name] += other[name];
  }

  /** Until another page follows, a page is where the visitor left; an only one is a bounce. */
  #enterPage(page: NonNullable<DashboardAct['page']>, isEntry: boolean): void {
    const { path, referrer, campaign, browser, system, device } = page;
    this.pages.page.add(path);
    this.pages.exit.add(path);
    this.pages.browser.add(browser);
    this.pages.system.add(system);
    this.pages.device.add(device);
    if (!isEntry) return;
    // Where a visit came from is a matter of its first page.
    this.pages.entry.add(path);
    this.pages.referrer.add(referrer);
    this.pages.campaign.add(campaign);
    this.entered++;
    this.bounced++;
  }
}
