import { callerOf, siteOf } from '@freshet/access';
import { topics } from '@freshet/events';
import type { FastifyRequest } from 'fastify';
import type { EventIntake } from '../event-intake.ts';
import type { PostedEvent } from '../event-schema.ts';
import type { Ingest } from '../ingest.ts';
import type { Durability } from '../message.ts';
import { isFault, type Rejection, rejection } from '../rejection.ts';
import type { Entries } from '../request-entries.ts';
import { type EntryReader, faultIn } from './entry-reader.ts';
import { LetterBudget } from './letter-budget.ts';
import { refusedLetter } from './refused-letter.ts';

/** Refused entries of one request that are kept as dead letters: the first. Further ones are only counted. */
const LETTERS_MAX = 50;

/** A request as another protocol has it. */
export interface ForeignRequest extends Entries {
  readonly reader: EntryReader;
}

export type ForeignIntake = (
  request: FastifyRequest,
  foreign: ForeignRequest,
) => Promise<ForeignOutcome>;

/** What became of a request, counted in its own entries. */
export interface ForeignOutcome {
  /** Entries taken, and those that say nothing we keep. */
  readonly accepted: number;
  /** Entries that the same request had before. */
  readonly duplicates: number;
  /** One for each refused entry, of which nothing was taken or only a part. */
  readonly rejected: readonly Rejection[];
  readonly durability: Durability;
}

/**
 * Takes events that come by another protocol, on the way of all others. What is refused goes to the dead letters
 * as well, since most clients of these protocols do not look at answers.
 */
export function createForeignIntake(
  {
    publishing,
    refusals,
    metrics,
    clock,
  }: Pick<Ingest, 'publishing' | 'refusals' | 'metrics' | 'clock'>,
  take: EventIntake,
): ForeignIntake {
  const budget = new LetterBudget();
  return async (request, foreign) => {
    const { events, origins, faults } = translated(foreign);
    const outcome = await take(request, {
      rows: events,
      // Faults are placed in the entry that each event comes from.
      pointer: undefined,
      source: null,
      sentAt: foreign.reader.sentAt,
      atomic: false,
      profileMax: Infinity,
      // Their own bounds are wider than ours, and an act is worth more than what stands around it.
      cutsToFit: true,
    });
    const { rejected, durability, ids } = outcome;
    refusals.entries(siteOf(request), faults, foreign.rows);
    const refused = new Map(faults.map((one) => [one.index, one]));
    for (const one of rejected) {
      const index = origins[one.index]!;
      if (!refused.has(index)) refused.set(index, placed(one, foreign, index));
    }
    for (const { code } of refused.values()) metrics.rejected.inc({ code });
    const all = [...refused.values()].toSorted((a, b) => a.index - b.index);
    if (all.length > 0) await keep(request, foreign, all);
    const duplicates = outcome.duplicates === 0 ? 0 : repeated(ids, origins, refused);
    return {
      accepted: foreign.rows.length - all.length - duplicates,
      duplicates,
      rejected: all,
      durability,
    };
  };

  async function keep(
    request: FastifyRequest,
    foreign: ForeignRequest,
    refused: readonly Rejection[],
  ): Promise<void> {
    const { reader, rows } = foreign;
    const at = clock();
    const { key, site } = callerOf(request);
    // Who agrees to nothing is not to be kept.
    const meant = refused.filter(({ index }) => reader.consentOf(rows[index])?.length !== 0);
    const letters = meant
      .slice(0, LETTERS_MAX)
      .map((why) => refusedLetter({ reader, site, entry: rows[why.index], why, at }))
      .filter(({ value }) => budget.take(key?.id ?? '', value!.length, at));
    metrics.unkept.inc(meant.length - letters.length);
    if (letters.length > 0) await publishing.publish(topics.deadLetters, letters);
  }
}

/** A fault of an event, in the terms of the entry that it comes from. */
function placed(fault: Rejection, foreign: ForeignRequest, index: number): Rejection {
  const { reader, rows } = foreign;
  const pointer = reader.pointerIn(rows[index], fault.pointer);
  return rejection({ ...fault, pointer }, foreign, index);
}

interface Translated {
  readonly events: readonly PostedEvent[];
  /** Of each event the place of the entry it stood in. */
  readonly origins: readonly number[];
  readonly faults: readonly Rejection[];
}

function translated(foreign: ForeignRequest): Translated {
  const events: PostedEvent[] = [];
  const origins: number[] = [];
  const faults: Rejection[] = [];
  for (const [index, entry] of foreign.rows.entries()) {
    const said = foreign.reader.translate(entry);
    const refused = faultIn(said);
    if (refused !== undefined) faults.push(rejection(refused, foreign, index));
    if (isFault(said)) continue;
    for (const event of 'refused' in said ? said.events : said) {
      events.push(event);
      origins.push(index);
    }
  }
  return { events, origins, faults };
}

/** Entries that were taken, and of which every event had come with an earlier entry. */
function repeated(
  ids: readonly (string | null)[],
  origins: readonly number[],
  refused: ReadonlyMap<number, unknown>,
): number {
  const firstOf = new Map<string, number>();
  const fresh = new Set<number>();
  for (const [i, id] of ids.entries()) {
    const index = origins[i]!;
    if (id === null) continue;
    if (!firstOf.has(id)) firstOf.set(id, index);
    if (firstOf.get(id) === index) fresh.add(index);
  }
  return new Set(origins.filter((index) => !fresh.has(index) && !refused.has(index))).size;
}
