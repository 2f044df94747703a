import { emptyProfile, hash48, type Visit } from '@freshet/recommend';
import { decodeSession, profileCodec } from '@freshet/store';
import { expect, test } from 'vitest';
import type { Slot } from '../query/recommendation-request.ts';
import { contextOf, noVisits, visitsOf, visitsOfProfile } from './context.ts';

/** A slot for each letter but Z, which the tables do not know. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXY';
const hashes = LETTERS.split('').map(hash48);
const items = {
  slotOf: (itemId: string) => LETTERS.indexOf(itemId),
  slotOfHash: (hash: number) => hashes.indexOf(hash),
};
const lettersOf = (slots: Iterable<number>) =>
  [...slots].map((one) => LETTERS[one] ?? '?').join('');

function slot(fields: Partial<Slot> = {}): Slot {
  const nothing = {
    itemId: null,
    category: null,
    filter: null,
    boosts: [],
    candidates: null,
    maxPerCategory: null,
    fields: [],
    exploration: null,
    diversity: 0,
    exclude: [],
    explain: false,
  };
  return { n: 20, scenario: 'home', ...nothing, ...fields };
}

function contextAfter(session: string, fields: Partial<Slot> = {}) {
  return contextOf(visitsOf(session.split(''), items), slot(fields), items);
}

/** What the API reads of a profile that made these visits and has these items of its own. */
function stored(session: readonly Visit[], own = ''): ReturnType<typeof visitsOfProfile> {
  const affinities = own.split('').map((id) => ({ id, level: 1 }));
  const profile = { ...emptyProfile(), session: [...session], items: affinities };
  return visitsOfProfile(decodeSession(profileCodec.encode(profile)), 1, items);
}

const visit = (itemId: string, kind: Visit['kind'] = 'view'): Visit => ({ itemId, at: 1, kind });

test('the whole session counts, and what is looked at now is no news', () => {
  const context = contextAfter('ABCBD');
  expect(lettersOf(context.session)).toBe('ABCBD');
  expect(lettersOf(context.banned)).toBe('D');
});

test('the item of the page counts as the newest', () => {
  const context = contextAfter('AB', { itemId: 'A', exclude: ['X'] });
  expect(lettersOf(context.session)).toBe('ABA');
  expect(lettersOf(context.banned)).toBe('XA');
});

test('an item that the tables do not know keeps its place', () => {
  expect(lettersOf(contextAfter('AZB').session)).toBe('A?B');
});

test('history is what the visitor has been with before this session', () => {
  const visits = stored([visit('A'), visit('B')], 'CAD');
  expect(lettersOf(visits.session)).toBe('AB');
  expect(lettersOf(contextOf(visits, slot({ itemId: 'D' }), items).history)).toBe('C');
});

test('on a product page nothing that lies in the cart is shown', () => {
  const visits = stored([visit('A', 'cart'), visit('B')]);
  const product = contextOf(visits, slot({ scenario: 'product', itemId: 'C' }), items);
  expect(lettersOf(product.banned)).toBe('CA');
  expect(lettersOf(contextOf(visits, slot(), items).banned)).toBe('B');
});

test('the cart’s page is about what lies in it, and shows none of that', () => {
  const visits = stored([visit('A', 'cart'), visit('B'), visit('C', 'cart'), visit('D')]);
  const { session, banned } = contextOf(visits, slot({ scenario: 'cart' }), items);
  expect(lettersOf(session)).toBe('ABCDAC');
  expect(lettersOf(banned).split('').toSorted().join('')).toBe('AC');
});

test('what was just bought is shown nowhere, and what was looked at since then is', () => {
  const visits = stored([visit('A', 'purchase'), visit('B'), visit('C')]);
  for (const scenario of ['home', 'cart'] as const) {
    const { banned } = contextOf(visits, slot({ scenario }), items);
    expect(lettersOf(banned).split('').toSorted().join('')).toBe('AC');
  }
  expect(contextOf(visits, slot({ scenario: 'raw' }), items).banned.size).toBe(0);
});

test('without a session there is nothing to go by and nothing to leave out', () => {
  const { session, history, banned } = contextOf(noVisits, slot(), items);
  expect([session.length, history.length, banned.size]).toEqual([0, 0, 0]);
});
