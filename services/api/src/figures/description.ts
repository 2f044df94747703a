import {
  type ArmCell,
  armFigures,
  emptyFigures,
  type Figures,
  MONEY_PARTS,
  type Money,
} from '@freshet/attribution';
import {
  type ArmFigures,
  clickThrough,
  conversion,
  intervalOf,
  type Rate,
  revenuePerVisitor,
} from '@freshet/experiments';
import type { Counted } from '@freshet/tables';
import type { Group } from './places.ts';

/** What became of answers at some places: each impression, or each click, is an observation of its own. */
export function describePlaces({ names, figures }: Group) {
  const { impressions, clicks, orders } = figures.counts;
  const ofClicks = perClick(figures);
  return {
    ...names,
    impressions,
    clicks,
    orders,
    clickThrough: described(clickThrough(perImpression(figures))),
    conversion: described(conversion(ofClicks)),
    revenue: revenueOf(figures, 'perClick', ofClicks),
    ...leftOut(figures),
  };
}

/** What the visitors of an arm did: each visitor is one observation. */
export function describeArm({ experiment, variant, figures }: Counted<ArmCell>) {
  const { visitors, buyers, impressions, clicks, orders } = figures.counts;
  const arm = armFigures(figures.counts, figures.money.values());
  return {
    experiment,
    variant,
    visitors,
    buyers,
    impressions,
    clicks,
    orders,
    clickThrough: described(clickThrough(arm)),
    conversion: described(conversion(arm)),
    revenue: revenueOf(figures, 'perVisitor', arm),
    ...leftOut(figures),
  };
}

function perImpression({ counts: { impressions, clicks } }: Figures): ArmFigures {
  const counts = {
    ...emptyFigures().counts,
    visitors: impressions,
    impressions,
    impressionsSquared: impressions,
    clicks,
    clicksSquared: clicks,
    clicksByImpressions: clicks,
  };
  return armFigures(counts, []);
}

/** An order is of a click, as a buyer is of the visitors. */
function perClick({ counts: { clicks, orders }, money }: Figures): ArmFigures {
  const counts = { ...emptyFigures().counts, visitors: clicks, buyers: orders };
  return armFigures(counts, money.values());
}

function revenueOf({ money }: Figures, per: 'perClick' | 'perVisitor', figures: ArmFigures) {
  return Array.from(money.values(), ({ currency, sum }: Money) => {
    const rate = revenuePerVisitor(figures, currency);
    return {
      currency: currency || null,
      amount: sum / MONEY_PARTS,
      [per]: described(rate, MONEY_PARTS),
    };
  });
}

/** null while nothing was observed; without an interval while that is too little to say. */
function described(rate: Rate, parts = 1) {
  if (rate.visitors === 0) return null;
  const interval = intervalOf(rate);
  return {
    value: rate.value / parts,
    interval: interval && { low: interval.low / parts, high: interval.high / parts },
  };
}

/** Amounts in more currencies than are kept. */
function leftOut({ counts }: Figures) {
  return counts.leftOut > 0 ? { amountsLeftOut: counts.leftOut } : {};
}
