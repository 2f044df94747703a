import { createCodec } from './codec.ts';
import { version } from './schema-version.ts';

/** What one batch of one partition of events adds to what the back office counts. */
export interface DashboardActs {
  /** Of all topics of events, as one numbering. */
  sourcePartition: number;
  /** Offset in the source partition of the event behind each, rising. */
  readonly offsets: readonly number[];
  readonly acts: readonly DashboardAct[];
}

/** One event without what is not counted. */
export interface DashboardAct {
  readonly site: string;
  /** Effective time, epoch ms. */
  readonly at: number;
  readonly receivedAt: number;
  readonly type: string;
  /** 48-bit hash of the profile it belongs to. */
  readonly visitor: number;
  /** Its id, or its order's, came before; it counts for nothing else. */
  readonly isDuplicate: boolean;
  /** Whether the catalogue knew every item it names, as far as could be told; null: it names none. */
  readonly isInCatalogue: boolean | null;
  readonly startsSession: boolean;
  readonly items: readonly string[];
  readonly categories: readonly string[];
  /** How far the visitor has come: `view`, `cart` or `purchase`. */
  readonly stage: string | null;
  /** Of a purchase; the sum in ten-thousandths. */
  readonly revenue: { readonly currency: string; readonly sum: number } | null;
  /** Of a page view; '' is said for what was not told. */
  readonly page: {
    readonly path: string;
    readonly referrer: string;
    readonly campaign: string;
    readonly browser: string;
    readonly system: string;
    readonly device: string;
  } | null;
  /** The page view of the same session before this one, which so was not the last; `wasOnly`: nor the first of several. */
  readonly left: { readonly path: string; readonly at: number; readonly wasOnly: boolean } | null;
  /** Whether a known bot says it did it; null: it does not say by what it was done. */
  readonly isBot: boolean | null;
  /** The event's id, where there are problems. */
  readonly id: string | null;
  /** In what it is not as its site's tracking plan has it; none without a plan. */
  readonly problems: readonly { readonly code: string; readonly pointer: string }[];
}

export const dashboardActsCodec = createCodec<DashboardActs>('dashboard-acts', [
  version(33, 'dashboard-acts.1'),
  version(72, 'dashboard-acts.2'),
]);
