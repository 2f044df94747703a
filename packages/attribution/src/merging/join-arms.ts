import { NO_TOTALS, type VisitorTotals } from '@freshet/experiments';
import { armOf } from '../assignments.ts';
import { ordersIn, withOrders } from '../known-orders.ts';
import { type Tally, withRevenue } from '../tally.ts';
import { type Assignment, ASSIGNMENTS_MAX, type Sale, type Visitor } from '../visitor.ts';
import type { ToldTwice } from './told-twice.ts';

/** One of two visitors, and what they are to an experiment. */
interface Side {
  readonly assignment: Assignment | undefined;
  readonly sales: readonly Sale[];
  /** Lines that the other side tells of as well. */
  readonly again: readonly Sale[];
}

/**
 * A person is one visitor of one arm: of the one that they came to first, under whichever id. All that they
 * did since counts there, also what had counted in another one.
 */
export function joinArms(
  own: Visitor,
  other: Visitor,
  twice: ToldTwice,
  { site, tally }: { readonly site: string; readonly tally: Tally },
): Assignment[] {
  const assignments = [...own.assignments, ...other.assignments];
  const experiments = new Set(assignments.map(({ experiment }) => experiment));
  const joined = [...experiments].map((name) => {
    const of = (visitor: Visitor) => visitor.assignments.find((one) => one.experiment === name);
    const again = new Set(twice.sales);
    const sides: readonly Side[] = [
      { assignment: of(own), sales: own.sales, again: [] },
      {
        assignment: of(other),
        sales: other.sales.filter((sale) => !again.has(sale)),
        again: twice.sales,
      },
    ];
    return joinArm(sides, twice.clicks.get(name) ?? 0, site, tally);
  });
  return joined.toSorted((a, b) => a.at - b.at).slice(-ASSIGNMENTS_MAX);
}

function joinArm(
  sides: readonly Side[],
  clicksAgain: number,
  site: string,
  tally: Tally,
): Assignment {
  const assignments = sides.flatMap(({ assignment }) => assignment ?? []);
  const first = assignments.reduce((a, b) => (b.at < a.at ? b : a));
  const arm = armOf(site, first);
  const leftOut = () => tally.count(arm, 'leftOut');
  let totals: VisitorTotals = NO_TOTALS;
  for (const one of assignments) totals = sum(totals, one.totals, leftOut);
  for (const side of sides) {
    totals = withOrders(totals, missedBy(side, first.at), 1, leftOut);
    totals = withOrders(totals, countedAgain(side), -1, leftOut);
  }
  totals = { ...totals, clicks: totals.clicks - clicksAgain };
  for (const one of assignments) {
    tally.arm(armOf(site, one), one.totals, NO_TOTALS);
    if (one.isCounted) tally.count(armOf(site, one), 'visitors', -1);
  }
  const isCounted = assignments.some((one) => one.isCounted);
  tally.arm(arm, NO_TOTALS, totals);
  if (isCounted) tally.count(arm, 'visitors', 1);
  return { ...first, isCounted, totals };
}

/** Orders since the person came to the arm that this side, who was not in it yet, did not count there. */
function missedBy({ assignment, sales }: Side, since: number) {
  const until = assignment?.at ?? Infinity;
  return ordersIn(sales).filter(({ at }) => at >= since && at < until);
}

function countedAgain({ assignment, again }: Side) {
  if (assignment === undefined) return [];
  return ordersIn(again).filter(({ at }) => at >= assignment.at);
}

function sum(a: VisitorTotals, b: VisitorTotals, leftOut: () => void): VisitorTotals {
  let all: VisitorTotals = {
    ...a,
    impressions: a.impressions + b.impressions,
    clicks: a.clicks + b.clicks,
    orders: a.orders + b.orders,
  };
  for (const [currency, amount] of b.revenue) {
    const more = withRevenue(all, currency, amount);
    if (more === undefined) leftOut();
    else all = more;
  }
  return all;
}
