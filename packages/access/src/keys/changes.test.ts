import { expect, it } from 'vitest';
import { endingKey, livingKey, makeKey, withChange, withKey, withoutKey } from './changes.ts';
import { testKey } from './key.fixture.ts';
import { KeyRing } from './key-ring.ts';

const now = Date.UTC(2026, 5, 1);
const { record, text } = testKey('secret', { scopes: ['admin'] });
const set = { keys: [record] };

it('makes keys that count', () => {
  const made = makeKey({ ...record, label: 'job' }, now);
  const ring = new KeyRing(withKey(set, made).keys);
  expect(ring.find(made.text, now)).toMatchObject({ label: 'job', createdAt: now });
});

it('a key made like another has its limits', () => {
  const limits = { eventsPerDay: 9 };
  expect(makeKey({ ...record, limits }, now).record.limits).toEqual(limits);
  expect(makeKey(record, now).record).not.toHaveProperty('limits');
});

it('a key that is replaced counts through its grace, and no longer', () => {
  const ring = new KeyRing(endingKey(set, record.id, now, 1_000).keys);
  expect(ring.find(text, now + 999)).toBeDefined();
  expect(ring.find(text, now + 1_000)).toBeUndefined();
});

it('a grace is no longer life', () => {
  const short = { keys: [{ ...record, expiresAt: now + 10 }] };
  expect(endingKey(short, record.id, now, 1_000).keys[0]!.expiresAt).toBe(now + 10);
});

it('revoking twice keeps the first time', () => {
  const once = withoutKey(set, record.id, now);
  expect(withoutKey(once, record.id, now + 5)).toEqual(once);
  expect(() => livingKey(once, record.id, now)).toThrow(/is revoked/);
});

it('a key is changed in what is said, and counts on', () => {
  const page = testKey('publishable', { limits: { eventsPerDay: 9, eventsPerSecond: 2 } });
  const change = { origins: ['https://a.example'], limits: { eventsPerDay: null } };
  const { keys } = withChange({ keys: [page.record] }, page.record.id, change, now);
  expect(new KeyRing(keys).find(page.text, now)).toEqual({
    ...page.record,
    origins: ['https://a.example'],
    limits: { eventsPerSecond: 2 },
  });
  const free = withChange({ keys }, page.record.id, { limits: { eventsPerSecond: null } }, now);
  expect(free.keys[0]).not.toHaveProperty('limits');
});

it('what counts no more is not changed, and a secret key is for no pages', () => {
  const over = withoutKey(set, record.id, now);
  expect(() => withChange(over, record.id, { label: 'a' }, now)).toThrow(/is revoked/);
  const origins = ['https://a.example'];
  expect(() => withChange(set, record.id, { origins }, now)).toThrow(/is a secret one/);
});

it('says that there is no such key', () => {
  expect(() => withoutKey(set, 'nobody', now)).toThrow(/no key with the id nobody/);
});

it('refuses one more than there may be', () => {
  const full = { keys: Array.from({ length: 10_000 }, () => record) };
  expect(() => withKey(full, makeKey(record, now))).toThrow(
    expect.objectContaining({ code: 'KEY_REFUSED' }),
  );
});
