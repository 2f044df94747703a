import { expect, it } from 'vitest';
import { letterText } from './display.ts';

const letter = (topic: string, value: string) => ({
  offset: 3,
  filedAt: 0,
  status: 'open',
  origin: { topic, partition: 0, offset: -1, group: 'segment' },
  step: 'translate',
  code: 'FIELD_MISSING',
  message: '/batch/1/event: event is missing.',
  key: null,
  bytes: value.length,
  keyBase64: null,
  valueBase64: Buffer.from(value).toString('base64'),
});

it('shows what was refused as the text that came, and what writes over a terminal as dots', () => {
  const shown = letterText(letter('intake', '{"type":"track","name":"\u009b2JGröße"}'));
  expect(shown).toContain('reason  FIELD_MISSING: /batch/1/event: event is missing.');
  expect(shown).toMatch(/\n\{"type":"track","name":"\.2JGröße"\}\n$/);
  expect(letterText(letter('intake', 'x'.repeat(5_000)))).toMatch(/x{4096}\n… \(--json has all\)/);
});

it('shows bytes of other letters in hex', () => {
  expect(letterText(letter('behaviour.events', 'ab\u0001'))).toMatch(
    /00000000 {2}61 62 01 +ab\.\n$/,
  );
});
