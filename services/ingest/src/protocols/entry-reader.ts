import type { PostedEvent } from '../event-schema.ts';
import { type Fault, isFault } from '../rejection.ts';

/** Whom an entry names, whatever they are. */
export interface Named {
  readonly userId?: unknown;
  readonly anonymousId?: unknown;
}

export type Translated = readonly PostedEvent[] | Fault | PartOfEntry;

/** How the entries of one request are read that came by another protocol. */
export interface EntryReader {
  /** The protocol's name. */
  readonly protocol: string;
  /** When the client sent it, epoch ms by its own clock, so that a wrong one can be corrected. */
  readonly sentAt: number | null;
  /** The only user whom it may speak for, null for none; undefined: any. */
  readonly user: string | null | undefined;
  /** What the request says beside its entries, as JSON: with it each of them can be read again by itself. */
  readonly beside: object;
  /** Whom an entry would count for, as far as it can be read. */
  profileOf(entry: unknown): Named;
  /** Everybody whose id is in an entry, whether or not it may speak for them. */
  everybodyIn(entry: unknown): readonly Named[];
  /** What whoever an entry is of has agreed to, whatever is wrong with it; undefined where that is not told. */
  consentOf(entry: unknown): readonly string[] | undefined;
  /** What an entry says in our words: as one event, as several, as none that we keep, or what is wrong with it. */
  translate(entry: unknown): Translated;
  /** Where in an entry the thing stands that a pointer into its event leads to. */
  pointerIn(entry: unknown, pointer: string): string;
  /** What of a refused entry may be kept; all of it without this. */
  toKeep?(entry: unknown): unknown;
}

/** What is taken of an entry, and what is wrong with the rest of it. */
export interface PartOfEntry {
  readonly events: readonly PostedEvent[];
  readonly refused: Fault;
}

/** What is wrong with an entry, or with a part of it. */
export function faultIn(translated: Translated): Fault | undefined {
  if (isFault(translated)) return translated;
  return 'refused' in translated ? translated.refused : undefined;
}
