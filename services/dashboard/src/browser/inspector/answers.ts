/** As the recommendation API and ingest answer; see docs/http.md. */
export interface Profile {
  /** Who the visitor is by now. */
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly formerIds: readonly Pick<Profile, 'userId' | 'anonymousId'>[];
  readonly events: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly sessionId: string | null;
  /** Oldest first. */
  readonly session: readonly Visit[];
  readonly affinities: {
    readonly items: readonly Affinity[];
    readonly categories: readonly Affinity[];
  };
  /** Each is in no list from `from` on. */
  readonly dismissed: readonly { readonly itemId: string; readonly from: number }[];
}

export interface Visit {
  readonly itemId: string;
  readonly at: number;
  readonly kind: string;
}

export interface Affinity {
  readonly id: string;
  readonly score: number;
}

export interface Recommendation {
  readonly itemId: string;
  readonly score: number | null;
  readonly explored?: true;
  readonly reasons?: readonly Reason[];
  readonly features?: Readonly<Record<string, number>>;
  readonly boost?: number;
  readonly rules?: readonly RuleTouch[];
}

export interface Reason {
  readonly type: string;
  readonly itemId?: string;
  readonly share?: number;
  readonly likeness?: number;
}

export interface RuleTouch {
  readonly id: string;
  readonly action: string;
  readonly factor?: number;
}

export interface ListAnswer {
  readonly recommId?: string;
  /** Boards have none. */
  readonly strategy?: string;
  readonly fallback?: boolean;
  readonly degraded?: true;
  readonly items: readonly Recommendation[];
  readonly emptyBecause?: string;
  readonly experiment?: { readonly id: string; readonly variant: string };
}

export interface KnownItem {
  readonly itemId: string;
  readonly catalogue: CatalogueEntry | null;
  readonly visits: number;
  readonly lastSeen: number | null;
}

export interface CatalogueEntry {
  readonly title: string | null;
  readonly url: string | null;
  readonly image: string | null;
  readonly categories: readonly string[];
  readonly price: number | null;
  readonly currency: string | null;
  readonly available: boolean | null;
  readonly publishedAt: number | string | null;
  readonly properties: Readonly<Record<string, unknown>> | null;
}

export interface Message {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly partition: number;
  readonly offset: number | null;
  readonly sentAt: number | null;
  readonly status: string;
  readonly content: unknown;
}
