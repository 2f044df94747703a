import { type Kept, nobody } from '@freshet/identity';
import { expect, it } from 'vitest';
import { keptCodec, keptIn } from './kept-value.ts';

const codec = keptCodec<string>({
  encode: (text) => Buffer.from(text),
  decode: (bytes) => Buffer.from(bytes).toString(),
});
const redirect = { userId: 'ada', at: 1_700_000_000_000, id: 'e1' };

it('a visitor who is only themselves lies as before', () => {
  const kept: Kept<string> = { ...nobody(), state: 'profile' };
  expect(Buffer.from(codec.encode(kept)).toString()).toBe('profile');
  expect(codec.decode(Buffer.from('profile'))).toEqual(kept);
  expect(keptIn(Buffer.from('profile'))).toEqual({ ...kept, state: Buffer.from('profile') });
});

it.for<Kept<string>>([
  { ...nobody(), state: 'profile', links: ['default/a/x', 'default/u/bob'] },
  { ...nobody(), redirect },
  { ...nobody(), erasedAt: 12 },
  { ...nobody(), state: 'anew', erasedAt: 12 },
  { ...nobody(), state: 'root', rootSince: { at: 1, id: 'e2' } },
  nobody(),
])('%j is read as it was written', (kept) => {
  const bytes = codec.encode(kept);
  expect(codec.decode(bytes)).toEqual(kept);
  const { state, ...around } = keptIn(bytes);
  expect({ ...around, state: state && Buffer.from(state).toString() }).toEqual(kept);
});
