import type { AnswerFacts, BehaviourEvent } from '@freshet/events';
import { NO_TOTALS, type VisitorTotals } from '@freshet/experiments';
import { cellKey } from './cells.ts';
import { ordersIn, withOrders } from './known-orders.ts';
import { type Tally, withRevenue } from './tally.ts';
import { type Assignment, ASSIGNMENTS_MAX, type Visitor } from './visitor.ts';

type Event = Pick<BehaviourEvent, 'site' | 'at'>;

/**
 * The visitor's assignment in the experiment that an answer was part of: the one they have, whatever the
 * answer was made as, or from now on the answer's. Then the visitor counts in its arm, unless they did
 * before they signed in.
 */
export function exposed(
  visitor: Visitor,
  { experiment, variant, takenOver }: AnswerFacts,
  { site, at }: Event,
  tally: Tally,
): Assignment | undefined {
  if (experiment === null || variant === null) return undefined;
  const known = visitor.assignments.find((assignment) => assignment.experiment === experiment);
  if (known !== undefined) return known;
  const isCounted = !takenOver;
  const assignment = { experiment, variant, at, isCounted, totals: NO_TOTALS };
  visitor.assignments.push(assignment);
  if (visitor.assignments.length > ASSIGNMENTS_MAX) visitor.assignments.shift();
  const arm = armOf(site, assignment);
  if (isCounted) tally.arm(arm, null, NO_TOTALS);
  // Bought since, but heard of before.
  const missed = ordersIn(visitor.sales).filter((order) => order.at >= at);
  const leftOut = () => tally.count(arm, 'leftOut');
  if (missed.length > 0) moveTo(assignment, withOrders(NO_TOTALS, missed, 1, leftOut), site, tally);
  return assignment;
}

/** The visitor did so much more of something in the arm. */
export function addToArm(
  assignment: Assignment,
  more: Partial<Record<'impressions' | 'clicks' | 'orders', number>>,
  site: string,
  tally: Tally,
): void {
  const before = assignment.totals;
  const { impressions = 0, clicks = 0, orders = 0 } = more;
  moveTo(
    assignment,
    {
      impressions: before.impressions + impressions,
      clicks: before.clicks + clicks,
      orders: before.orders + orders,
      revenue: before.revenue,
    },
    site,
    tally,
  );
}

/** The visitor brought the arm so much more money, or less; too many currencies are left out. */
export function addRevenue(
  assignment: Assignment,
  { currency, amount }: { currency: string; amount: number },
  site: string,
  tally: Tally,
): void {
  if (amount === 0) return;
  const after = withRevenue(assignment.totals, currency, amount);
  if (after === undefined) tally.count(armOf(site, assignment), 'leftOut');
  else moveTo(assignment, after, site, tally);
}

function moveTo(assignment: Assignment, after: VisitorTotals, site: string, tally: Tally): void {
  const before = assignment.totals;
  assignment.totals = after;
  tally.arm(armOf(site, assignment), before, after);
}

export function armOf(site: string, { experiment, variant }: Assignment): string {
  return cellKey({ kind: 'arm', site, experiment, variant });
}
