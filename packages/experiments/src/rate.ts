import type { ArmFigures, Moments } from './arm-figures.ts';

/**
 * A mean per visitor, or a ratio of two, of one arm with its standard error. Visitors are the independent
 * ones: what one of them does again and again is one observation.
 */
export interface Rate {
  readonly visitors: number;
  readonly value: number;
  /** NaN of fewer than two visitors. */
  readonly standardError: number;
  /**
   * Visitors that what is counted rests on, (Σ x)² / Σ x² (Kish: "Survey Sampling", 1965): those who did
   * anything where all did as much, and fewer where a few did most.
   */
  readonly contributors: number;
}

/** Clicks per impression. */
export function clickThrough(figures: ArmFigures): Rate {
  const { clicks, impressions, clicksByImpressions } = figures;
  return ratio(figures.visitors, clicks, impressions, clicksByImpressions);
}

/** Share of visitors who ordered. */
export function conversion(figures: ArmFigures): Rate {
  return perVisitor(figures.visitors, { sum: figures.buyers, squares: figures.buyers });
}

/** In ten-thousandths of a unit of the currency. */
export function revenuePerVisitor(figures: ArmFigures, currency: string): Rate {
  return perVisitor(figures.visitors, figures.revenue.get(currency) ?? { sum: 0, squares: 0 });
}

function perVisitor(visitors: number, moments: Moments): Rate {
  return ratio(visitors, moments, { sum: visitors, squares: visitors }, moments.sum);
}

/**
 * Σ y / Σ x over visitors, with the standard error of the delta method (Deng, Knoblich, Lu: "Applying the
 * Delta Method in Metric Analytics", KDD 2018): that of the mean of y − ratio · x, over the mean of x. With
 * x = 1 it is the plain mean with its plain standard error.
 */
function ratio(visitors: number, y: Moments, x: Moments, products: number): Rate {
  const value = x.sum === 0 ? 0 : y.sum / x.sum;
  const squares = y.squares - 2 * value * products + value * value * x.squares;
  // Rounding may leave a little less than nothing where nothing varies.
  const variance = (visitors / (visitors - 1)) * Math.max(0, squares);
  return {
    visitors,
    value,
    standardError: visitors < 2 ? Number.NaN : Math.sqrt(variance) / x.sum,
    contributors: y.squares === 0 ? 0 : (y.sum * y.sum) / y.squares,
  };
}
