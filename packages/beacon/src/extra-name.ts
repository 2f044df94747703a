/** Parts that pages load only when they use them. */
export type ExtraName = 'impressions' | 'dwell' | 'slot' | 'debug';
