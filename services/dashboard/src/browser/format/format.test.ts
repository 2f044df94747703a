import { expect, it } from 'vitest';
import {
  bytesText,
  changeText,
  countText,
  decimalText,
  moneyText,
  NOTHING,
  percentText,
} from './numbers.ts';
import {
  agoText,
  durationText,
  localInputText,
  localInputTime,
  tickText,
  timeText,
} from './times.ts';

it.for([
  [percentText(0.0791), '7.9 %'],
  [percentText(null), NOTHING],
  [percentText(Number.NaN), NOTHING],
  [changeText(0.338), '+33.8 %'],
  [changeText(-0.5), '−50.0 %'],
  [decimalText(-0.0001), '0.00'],
  [countText(9_999), '9,999'],
  [countText(12_345), '12.3K'],
  [moneyText(1195, 'EUR'), '€1,195.00'],
  [moneyText(3, null), '3.00'],
  [moneyText(3, '<b>'), '3.00 <b>'],
  [bytesText(0), '0 B'],
  [bytesText(1536), '1.5 KB'],
  [durationText(450), '450 ms'],
  [durationText(2_500), '2.5 s'],
  [durationText(12_400), '12 s'],
  [durationText(90 * 60_000), '2 h'],
  [durationText(null), NOTHING],
  [agoText(5_000, 4_000), 'now'],
  [timeText('no time'), NOTHING],
] as const)('%s', ([text, expected]) => {
  expect(text).toBe(expected);
});

it.for([
  [1, '09:54:40'],
  [60, '09:54'],
  [86_400, '11-22'],
] as const)('says of a tick what one every %d s needs: %s', ([stepS, expected]) => {
  expect(tickText(new Date(2026, 10, 22, 9, 54, 40).getTime() / 1000, stepS)).toBe(expected);
});

it('gives back the time that a field was filled with, to the minute', () => {
  const at = new Date(2026, 10, 22, 9, 54).getTime();
  expect(localInputTime(localInputText(at))).toBe(at);
  expect(localInputTime('')).toBeNull();
});
