import type { Refusal } from '../report.ts';

/** Fields of an event as `POST /v1/events` takes it in a history; the intake checks the rest. */
export interface PastEvent {
  readonly type: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  /** Epoch ms, or a text that the intake reads. */
  readonly occurredAt: number | string;
  readonly sessionId?: string;
  readonly itemId?: string;
  readonly items?: readonly {
    readonly itemId: string;
    readonly quantity?: number;
    readonly price?: number;
  }[];
  readonly orderId?: string;
  readonly value?: number;
  readonly currency?: string;
  readonly recommId?: string;
  readonly position?: number;
  readonly properties?: object;
}

/** One entry of a file: an event, why it is none, or nothing that concerns us. */
export interface EventEntry {
  /** Such as `line 12`. */
  readonly place: string;
  readonly event: PastEvent | Refusal | undefined;
}

export const isRefusal = (event: PastEvent | Refusal): event is Refusal =>
  'code' in event && !('type' in event);

export const profileMissing: Refusal = {
  code: 'PROFILE_MISSING',
  message: 'it says nothing of whose it is',
};
