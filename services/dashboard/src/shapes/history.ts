import type { Counts } from './counts.ts';

/** `GET /v1/dashboard/history?site=&from=&to=&step=&timeZone=`: what was counted, step by step. */
export interface History {
  readonly site: string;
  /** As asked for, moved outward to whole steps. */
  readonly from: number;
  readonly to: number;
  /** Seconds; a day of the time zone may be an hour longer or shorter. */
  readonly stepS: number;
  /** In which days begin; `UTC` for what is too old to be told apart by hours. */
  readonly timeZone: string;
  /** Oldest first, every step, also those in which nothing happened. */
  readonly steps: readonly Counts[];
  readonly total: Counts;
}
