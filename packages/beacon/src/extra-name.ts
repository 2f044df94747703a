/** Parts that pages load only when they use them. */
export type ExtraName = 'source' | 'impressions' | 'dwell' | 'slot' | 'debug';
