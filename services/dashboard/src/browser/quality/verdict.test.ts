import { expect, test } from 'vitest';
import type { Arrival } from '../../shapes/quality.ts';
import { verdictOf } from './verdict.ts';

const nothing: Arrival = { id: 'e', arrived: null, refused: null, letters: [], arrivalsSince: 0 };
const place = { topic: 'behaviour.events', partition: 0, offset: 1 };
const came = (times: number) => ({ site: 'default', type: 'view', receivedAt: 1, times, ...place });
const refused = { id: 'e', type: 'view', code: 'FIELD_MISSING', pointer: '/itemId', at: 1 };
const letters = [{ group: 'profiles', code: 'RECORD_UNDECODABLE', at: 1 }];
const status = (text: 'pending' | 'sent' | 'signed-off') => ({ status: text });

test.for<[string, Partial<Arrival>, ReturnType<typeof status> | null, RegExp]>([
  ['unknown', {}, null, /since/],
  ['accepted', { arrived: came(1) }, null, /in the log/],
  ['accepted', { arrived: came(1) }, status('signed-off'), /profile/],
  ['accepted', {}, status('pending'), /journal/],
  ['accepted', {}, status('sent'), /in the log/],
  ['duplicate', { arrived: came(3) }, null, /3 times/],
  ['refused', { refused }, null, /FIELD_MISSING at \/itemId/],
  ['accepted', { refused, arrived: came(1) }, null, /in the log/],
  ['dead letter', { arrived: came(2), letters }, status('sent'), /profiles.*RECORD_UNDECODABLE/],
])('%s: %o %o', ([word, known, message, why]) => {
  const verdict = verdictOf({ ...nothing, ...known }, message);
  expect(verdict.word).toBe(word);
  expect(verdict.why).toMatch(why);
});
