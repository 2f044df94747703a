/** What the visitor lets the beacon do; docs/pages.md says what each stores and sends. */
export type Consent = 'none' | 'anonymous' | 'full';

/** The script tag's `data-*` attributes; what is on or off is on when it is there. */
export interface Settings {
  /** Where events go: what stands before `/v1/events`. */
  readonly endpoint: string;
  /** Where recommendations come from: what stands before `/v1/recommendations`; the endpoint without it. */
  readonly api?: string | undefined;
  /** Until `freshet.consent` is called; full without it. */
  readonly consent?: Consent | undefined;
  /** The name of the page's data layer, such as `dataLayer`, of which acts are read. */
  readonly source?: string | undefined;
  /** Items that were seen are counted: half visible for a second. */
  readonly impressions?: string | undefined;
  /** Pages say as they are left how long they were looked at, and how far down. */
  readonly dwell?: string | undefined;
  /** A panel on the page shows what becomes of each event. */
  readonly debug?: string | undefined;
}

export interface OrderLine {
  readonly itemId: string;
  readonly quantity?: number;
  readonly price?: number;
}

/** What an event may carry beside what the beacon puts in. */
export interface EventFields {
  readonly itemId?: string | undefined;
  readonly items?: readonly OrderLine[];
  readonly orderId?: string;
  readonly value?: number;
  /** Three capital letters (ISO 4217). */
  readonly currency?: string;
  /** Of the answer that led here, and where in it the item stood, from 1. */
  readonly recommId?: string | undefined;
  readonly position?: number | undefined;
  readonly context?: Readonly<Record<string, unknown>>;
  /** Fields of your own. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface Ids {
  readonly anonymousId?: string | undefined;
  readonly userId?: string | undefined;
  readonly sessionId?: string | undefined;
}

/** An event as it is sent; what is fixed here no retry changes. */
export interface BeaconEvent extends EventFields, Ids {
  /** UUIDv7: an event that arrives twice counts once. */
  readonly id: string;
  readonly type: string;
  /** Epoch ms by the visitor's clock. */
  readonly occurredAt: number;
}

export interface Purchase {
  readonly orderId: string;
  readonly items: readonly OrderLine[];
  readonly value?: number;
  readonly currency?: string;
}

/** Why an event was rejected by the intake, or dropped by the beacon. */
export interface Reason {
  readonly code: string;
  readonly pointer?: string;
  readonly message?: string;
}

/**
 * What becomes of an event: `queued`, then one of the next three. `left` is of no event: it comes
 * before a page ends, because the document is left or the address becomes another page's.
 */
export type Fate = 'queued' | 'sent' | 'rejected' | 'dropped' | 'left';
export type Listener = (event: BeaconEvent, reason?: Reason) => void;

/** The global `freshet`. No method throws; without consent, none does anything. */
export interface Freshet {
  /** An event of any type, of yours or of Freshet's. */
  track(type: string, fields?: EventFields): void;
  view(itemId: string, fields?: EventFields): void;
  click(itemId: string, fields?: EventFields): void;
  addToCart(itemId: string, fields?: EventFields): void;
  purchase(order: Purchase): void;
  /** One more view of this page; new addresses are noticed without it. */
  page(): void;
  /** The visitor has signed in: from now on events carry this id beside the anonymous one. */
  identify(userId: string | number): void;
  /** The visitor has signed out: what follows is somebody else's. */
  reset(): void;
  consent(consent: Consent): void;
  /** Sends what waits now; resolves once it is sent or has to wait. */
  flush(): Promise<void>;
  /** Whose events these are; empty without consent. */
  ids(): Ids;
  /** Calls back on what becomes of each event, and as pages are left. */
  on(fate: Fate, listener: Listener): void;
  /** Fills an element with recommendations; options as the slot has them. */
  recommend(element: Element, options?: object): Promise<unknown>;
}
