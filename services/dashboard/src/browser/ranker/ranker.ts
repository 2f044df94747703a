/** As `/v1/ranker` answers. */
export interface Ranker {
  readonly source: 'start' | 'learned';
  readonly otherVersion?: number;
  readonly at: number | null;
  readonly frozen: boolean;
  readonly features: readonly string[];
  readonly buckets: readonly Bucket[];
}

/** The weights that sessions of one circumstance are ranked by; those of all its circumstances add up. */
export interface Bucket {
  readonly circumstance: string;
  readonly from: number;
  readonly to: number | null;
  readonly samples: number;
  readonly start: readonly number[];
  readonly served: readonly number[];
  readonly fromStart: readonly number[];
  readonly unsettled: number;
}

const circumstances: Readonly<Record<string, string>> = {
  sessionEvents: 'events in the session',
  newestItemWeight: 'weight of the newest item',
  isReturn: 'came back to it',
};

export function bucketText({ circumstance, from, to }: Bucket): string {
  const range =
    to === null ? `${from} or more` : to === from + 1 ? String(from) : `${from} to below ${to}`;
  return `${circumstances[circumstance] ?? circumstance}: ${range}`;
}
