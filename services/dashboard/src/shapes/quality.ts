/** `GET /v1/dashboard/quality?site=&from=&to=`: whether events arrive, and are as they should be. */
export interface QualityReport {
  readonly site: string;
  /** As asked for, moved outward to whole steps. */
  readonly from: number;
  readonly to: number;
  /** Seconds. */
  readonly stepS: number;
  readonly total: QualityCounts;
  /** Oldest first, every step, also those in which nothing happened. */
  readonly steps: readonly QualityStep[];
  /** By reason, most frequent first: what ingest did not take. Kept for a week. */
  readonly refused: readonly Refused[];
  /** By reason, most frequent first: what bots are thought to have sent. Kept for a week. */
  readonly flagged: readonly Flagged[];
  /** By group and reason: what was taken, of any site, and could not be processed. Kept for a day. */
  readonly deadLetters: readonly {
    readonly group: string;
    readonly code: string;
    readonly count: number;
  }[];
  /** null: the site has no tracking plan, so nothing is checked. */
  readonly plan: { readonly revision: number; readonly at: number } | null;
  /** Planned ones, then others; by name. */
  readonly types: readonly TypeStanding[];
  /** What is not as planned, most frequent first. */
  readonly problems: readonly PlanProblem[];
}

export interface QualityCounts {
  /** Each once. */
  readonly events: number;
  /** Came again with an id, or as an order, known already. */
  readonly duplicates: number;
  readonly refused: number;
  /** Set aside, so not among the events. */
  readonly flagged: number;
  /** Events that name an item, and those of them whose items the catalogue knows. */
  readonly withItem: number;
  readonly inCatalogue: number;
  /** Events that say by which program they were made, and those of them made by a known bot. */
  readonly withAgent: number;
  readonly bots: number;
  /** Events that are not as planned. */
  readonly againstPlan: number;
}

export interface QualityStep extends QualityCounts {
  readonly from: number;
  readonly to: number;
}

export interface Refused {
  readonly code: string;
  readonly count: number;
  readonly lastAt: number;
  /** Newest first; not of the time asked about alone. */
  readonly examples: readonly RefusedExample[];
}

export interface Flagged {
  readonly reason: string;
  readonly count: number;
  /** The minute of the last, epoch ms. */
  readonly lastAt: number;
}

export interface RefusedExample {
  /** null: it had none that could be one. */
  readonly id: string | null;
  readonly type: string | null;
  readonly code: string;
  readonly pointer: string;
  readonly at: number;
}

export interface TypeStanding {
  readonly type: string;
  /** Without a plan none is. */
  readonly isPlanned: boolean;
  /** `unplanned` where there is a plan that does not name it. */
  readonly standing: 'arriving' | 'late' | 'silent' | 'never' | 'unplanned';
  /** As the plan says. */
  readonly everyMinutes: number | null;
  /** In the time asked about. */
  readonly count: number;
  /** Epoch ms; null: none is remembered. */
  readonly lastAt: number | null;
  /** Longest time between two of them in the last weeks; null before the third. */
  readonly longestGapMs: number | null;
}

export interface PlanProblem {
  readonly type: string;
  readonly code: string;
  readonly pointer: string;
  /** In the time asked about. */
  readonly count: number;
  /** At any time; null: not remembered any more. */
  readonly lastAt: number | null;
  /** Ids of the newest events that had it, at any time, newest first. */
  readonly examples: readonly string[];
}

/** `GET /v1/dashboard/arrival?id=`: what is known of an event by its id. */
export interface Arrival {
  readonly id: string;
  /** As it came into the log; null: not among the newest. */
  readonly arrived: {
    readonly site: string;
    readonly type: string;
    /** Of the first, epoch ms. */
    readonly receivedAt: number;
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
    /** How often it came; it counts once. */
    readonly times: number;
  } | null;
  /** null: not among what was refused and told one by one. */
  readonly refused: RefusedExample | null;
  /** Who could not process it, and why. */
  readonly letters: readonly {
    readonly group: string;
    readonly code: string;
    readonly at: number;
  }[];
  /** Epoch ms: all that came into the log since then would be known. */
  readonly arrivalsSince: number;
}
