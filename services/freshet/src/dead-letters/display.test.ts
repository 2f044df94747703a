import { expect, it } from 'vitest';
import { letterLine, letterText, redrivenText } from './display.ts';

const letter = (value: string, valueText: string | null) => ({
  offset: 3,
  filedAt: 0,
  status: 'open',
  origin: { topic: 'intake', partition: 0, offset: -1, group: 'segment' },
  step: 'translate',
  code: 'FIELD_MISSING',
  message: '/batch/1/event: event is missing.',
  key: null,
  bytes: value.length,
  keyBase64: null,
  valueBase64: Buffer.from(value).toString('base64'),
  valueText,
  site: 'shop',
});

it('shows what is text as such, up to a bound', () => {
  const shown = letterText(letter('{"a":1}', '{\n  "a": 1\n}'));
  expect(shown).toContain('origin  intake of site shop');
  expect(shown).toContain('reason  FIELD_MISSING: /batch/1/event: event is missing.');
  expect(shown).toMatch(/value   7 bytes\n\{\n  "a": 1\n\}\n$/);
  const long = 'x'.repeat(5_000);
  expect(letterText(letter(long, long))).toMatch(/[^x]x{4096}\n… \(--json has all\)\n$/);
});

it('shows other bytes in hex', () => {
  expect(letterText(letter('ab\u0001', null))).toMatch(/00000000 {2}61 62 01 +ab\.\n$/);
});

it('prints nothing that somebody unknown wrote to move the cursor', () => {
  const hostile = {
    ...letter('x', 'x'),
    key: 'shop/a/\u009b2J',
    message: 'got "\u202etxt\u001b[2J".',
  };
  const texts = [
    letterLine(hostile),
    letterText(hostile),
    redrivenText({ redriven: 0, already: 0, refused: 1, refusals: [hostile] }),
  ];
  for (const text of texts) expect(text).toMatch(/^[^\u009b\u202e]*got "\.txt\.\[2J"/);
});
