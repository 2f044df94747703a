/** Groups that keep state, and so the first part of every state key. */
export const GROUPS = {
  profiles: 'profiles',
  items: 'items',
  ranker: 'ranker',
  attribution: 'attribution',
  figures: 'figures',
} as const;
