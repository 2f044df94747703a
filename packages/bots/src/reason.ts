/**
 * Why an act is not taken for a visitor's.
 * `agent`: it says it is a known bot or tool · `headless`: a browser nobody looks at · `rate`: more than a
 * person does · `regular`: as evenly as a clock · `repeat`: the same item again and again · `source`: one
 * address did too much of it.
 */
export const flagReasons = ['agent', 'headless', 'rate', 'regular', 'repeat', 'source'] as const;
export type FlagReason = (typeof flagReasons)[number];
