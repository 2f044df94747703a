export { attribute, type Occasion } from './attribute.ts';
export {
  type ArmCell,
  type Cell,
  cellKey,
  EXPLORATION,
  type ItemCell,
  parseCellKey,
  type PlaceCell,
} from './cells.ts';
export { DayPlaces, dayKey, dayKeyOf, daysBetween } from './day-places.ts';
export {
  addFigures,
  addOutcome,
  emptyFigures,
  type Figures,
  KNOWN_IMPRESSIONS,
} from './figures.ts';
export { mergeVisitors } from './merging/merge-visitors.ts';
export { linesOf, MONEY_PARTS, totalOf } from './order.ts';
export { armFigures, type Measure, MEASURES, type Money, type Outcome } from './outcome.ts';
export {
  type Assignment,
  emptyVisitor,
  isIdle,
  type LastClick,
  type Sale,
  type SeenAnswer,
  type Visitor,
} from './visitor.ts';
export { VISITOR_IDLE_MS } from './windows.ts';
export type { Act, Moment, Witness } from './witness.ts';
