import { compileFilter } from '@freshet/rules';
import type { EntryFilter } from '@freshet/tables';
import { CURSOR_CHARACTERS_MAX } from '../paging/cursor.ts';
import { type Boost, parseBoosts } from './boosts.ts';
import { FieldReader, type Fields, requireObject } from './fields.ts';
import { type ItemField, parseItemFields } from './item-fields.ts';
import { type Page, parsePage } from './page.ts';
import type { Visitor } from './visitor.ts';

export const N_MAX = 500;
export const N_DEFAULT = 20;
export const EXCLUDE_MAX = 500;
export const CANDIDATES_MAX = 500;
/** Items of a session in a body; only the last five distinct ones bring neighbours. */
export const SESSION_ITEMS_MAX = 100;
/** Half of the places: a list is no lottery. */
export const EXPLORATION_MAX = 0.5;
export const SLOTS_MAX = 10;
/** Year 9999. */
const TIME_MS_MAX = 253_402_300_799_999;

/** One list to be made. */
export interface Slot extends Page {
  readonly n: number;
  readonly filter: EntryFilter | null;
  readonly boosts: readonly Boost[];
  /** How many items of one category there may be; null: any number. */
  readonly maxPerCategory: number | null;
  /** What likeness to those before it costs an item, 0 to 1; 0: nothing. */
  readonly diversity: number;
  /** The part of its places that is given to young items; null: as the deployment has it. */
  readonly exploration: number | null;
  /** Only these are ranked; null: what the visitor's way suggests. */
  readonly candidates: readonly string[] | null;
  readonly exclude: readonly string[];
  readonly explain: boolean;
  /** What to say of each item beside its id. */
  readonly fields: readonly ItemField[];
}

/** A single list that goes on from page to page. */
export interface Paging {
  /** The `next` of the page before; null: this is the first. */
  readonly cursor: string | null;
}

export interface RecommendationRequest {
  readonly visitor: Visitor;
  /** Items as visited, oldest first; given, it stands for the profile's session. */
  readonly session: readonly string[] | null;
  /** Epoch ms that the answer is as of; null: now. */
  readonly at: number | null;
  /** Whether there are to be further pages, and behind which one this is; null: there are none. */
  readonly paging: Paging | null;
  /** In order, since no item appears in two of them; one without name unless `slots` was given. */
  readonly slots: readonly { readonly name: string; readonly slot: Slot }[];
}

const visitorFields = ['userId', 'anonymousId'];
const pageFields = ['scenario', 'itemId', 'category'];
const steeringFields = ['filter', 'exclude', 'maxPerCategory', 'diversity', 'exploration'];
const queryFields = ['n', ...pageFields, ...steeringFields, 'explain', 'fields'];
/** What a query string has no room for. */
const slotFields = [...queryFields, 'boost', 'candidates'];
/** Of a list that stands by itself. */
const pagingFields = ['page', 'cursor'];
const commonFields = [...visitorFields, 'at'];

/** @throws HttpProblem PARAMETER_UNKNOWN, PARAMETER_INVALID, FILTER_INVALID. */
export function parseRecommendationQuery(fields: Fields): RecommendationRequest {
  const reader = new FieldReader(fields, [...commonFields, ...queryFields, ...pagingFields]);
  const { visitor, at } = parseCommon(reader);
  const slots = [only(parseSlot(reader))];
  return { visitor, at, session: null, paging: parsePaging(reader), slots };
}

/** @throws HttpProblem BODY_INVALID, PARAMETER_UNKNOWN, PARAMETER_INVALID, FILTER_INVALID. */
export function parseRecommendationBody(body: unknown): RecommendationRequest {
  const fields = requireObject(body, 'The body', '');
  const own = fields['slots'] === undefined ? [...slotFields, ...pagingFields] : ['slots'];
  const reader = new FieldReader(fields, [...commonFields, 'session', ...own]);
  const { visitor, at } = parseCommon(reader);
  return {
    visitor,
    at,
    session: reader.identifiers('session', SESSION_ITEMS_MAX),
    paging: parsePaging(reader),
    slots: reader.has('slots') ? parseSlots(reader) : [only(parseSlot(reader))],
  };
}

function only(slot: Slot) {
  return { name: '', slot };
}

/** Whether nobody but who runs the deployment may ask for this: it shows what visitors never see. */
export function isForAdmins({ at, slots }: RecommendationRequest): boolean {
  return at !== null || slots.some(({ slot }) => slot.scenario === 'raw');
}

function parseCommon(reader: FieldReader): Pick<RecommendationRequest, 'visitor' | 'at'> {
  const visitor = {
    userId: reader.identifier('userId'),
    anonymousId: reader.identifier('anonymousId'),
  };
  const at = reader.integer('at', { min: 0, max: TIME_MS_MAX, otherwise: -1 });
  return { visitor, at: reader.has('at') ? at : null };
}

function parsePaging(reader: FieldReader): Paging | null {
  const cursor = reader.text('cursor');
  if (cursor !== null && cursor.length > CURSOR_CHARACTERS_MAX) {
    throw reader.refusal('cursor', `of at most ${CURSOR_CHARACTERS_MAX} characters`);
  }
  return reader.flag('page') || cursor !== null ? { cursor } : null;
}

/** Names begin with a letter: JavaScript would put number-like ones first, whatever their order. */
const slotName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

function parseSlots(reader: FieldReader): RecommendationRequest['slots'] {
  const pointer = reader.at('slots');
  const named = Object.entries(requireObject(reader.value('slots'), 'slots', pointer));
  if (named.length === 0 || named.length > SLOTS_MAX) {
    throw reader.refusal('slots', `an object of 1 to ${SLOTS_MAX} slots`);
  }
  return named.map(([name, value]) => {
    if (!slotName.test(name)) {
      throw reader.refusal('slots', 'named by a letter, then up to 63 letters, digits, - or _');
    }
    const fields = requireObject(value, `The slot "${name}"`, `${pointer}/${name}`);
    return { name, slot: parseSlot(new FieldReader(fields, slotFields, `${pointer}/${name}`)) };
  });
}

/** A list as `reader` has it; what it leaves out, or may not have, is as it is by default. */
export function parseSlot(reader: FieldReader): Slot {
  const { n, filter, fields } = parseListing(reader);
  const candidates = parseCandidates(reader);
  return {
    // All of them, unless fewer are wanted.
    n: candidates === null || reader.has('n') ? n : candidates.length,
    candidates,
    filter,
    boosts: parseBoosts(reader),
    maxPerCategory: parseMaxPerCategory(reader),
    diversity: reader.has('diversity') ? parseDiversity(reader) : 0,
    exploration: parseExploration(reader),
    exclude: reader.identifiers('exclude', EXCLUDE_MAX) ?? [],
    explain: reader.flag('explain'),
    fields,
    ...parsePage(reader),
  };
}

/** null when absent. */
export function parseMaxPerCategory(reader: FieldReader): number | null {
  const max = reader.integer('maxPerCategory', { min: 1, max: N_MAX, otherwise: 0 });
  return max === 0 ? null : max;
}

export function parseExploration(reader: FieldReader): number | null {
  if (!reader.has('exploration')) return null;
  return reader.number('exploration', { min: 0, max: EXPLORATION_MAX });
}

export function parseDiversity(reader: FieldReader): number {
  return reader.number('diversity', { min: 0, max: 1 });
}

function parseCandidates(reader: FieldReader): Slot['candidates'] {
  const candidates = reader.identifiers('candidates', CANDIDATES_MAX);
  if (candidates?.length === 0) throw reader.refusal('candidates', 'a list of 1 or more ids');
  return candidates;
}

/** What every list has: how long it may be, which items it may hold, and what it says of them. */
export function parseListing(reader: FieldReader): Pick<Slot, 'n' | 'filter' | 'fields'> {
  const filter = reader.text('filter');
  return {
    n: reader.integer('n', { min: 1, max: N_MAX, otherwise: N_DEFAULT }),
    filter: filter === null ? null : compileFilter(filter, reader.at('filter')),
    fields: parseItemFields(reader),
  };
}
