import { expect, it } from 'vitest';
import { printable } from './printable.ts';

it.for<[text: string, shown: string]>([
  ['two\n\tlines of Größe, 購入 and 👍', 'two\n\tlines of Größe, 購入 and 👍'],
  ['\u001b[2J\u009b2J\u0007\r', '.[2J.2J..'],
  ['a\u202etxt.exe', 'a.txt.exe'],
  ['\u0000\ud800', '..'],
])('%j is shown as %j', ([text, shown]) => {
  expect(printable(text)).toBe(shown);
});
