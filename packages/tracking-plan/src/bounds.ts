/** Types of events that a plan names. */
export const TYPES_MAX = 100;
/** Fields of one type. */
export const FIELDS_MAX = 50;
/** Fields of a whole plan: each adds to what every event may cost. */
export const PLAN_FIELDS_MAX = 500;
/** Values that a field may be restricted to. */
export const VALUES_MAX = 100;
/** Characters of a plan as JSON. */
export const PLAN_CHARS_MAX = 65_536;
/** Characters of a pattern. */
export const PATTERN_CHARS_MAX = 200;
/** Instructions that a pattern may come to: `(.{1000}){100}` is short, and yet slow. */
export const PATTERN_PROGRAM_MAX = 500;
/** A longer text fits no pattern. With the bound above a match looks at 500,000 states at most. */
export const PATTERN_TEXT_MAX = 1_000;
/** Characters of a pointer to a field. */
export const POINTER_CHARS_MAX = 100;
/** Members that a pointer leads through. */
export const DEPTH_MAX = 5;
/** A month, in minutes. */
export const EVERY_MINUTES_MAX = 44_640;
