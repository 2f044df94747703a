export { contradictions, type Contradiction } from './contradictions.ts';
export { compileFilter } from './filter/filter.ts';
export { BURIED, HIDDEN, JointEffect, type Matcher } from './joint-effect.ts';
export { boundedLift, FACTOR_MAX } from './lift.ts';
export { type PlacedPin, placePins, withPins } from './pins.ts';
export {
  ACTIONS,
  type Action,
  byPrecedence,
  compileRule,
  isActive,
  PINNED_MAX,
  POSITION_MAX,
  recordOf,
  type Rule,
  RULES_MAX,
} from './rule.ts';
export { SiteRules } from './site-rules.ts';
