import { expect, test } from 'vitest';
import { parseExportArguments } from './arguments.ts';

test('what and where to are enough', () => {
  expect(parseExportArguments(['events', 'out'])).toEqual({
    what: 'events',
    folder: 'out',
    format: 'parquet',
    from: undefined,
    to: undefined,
    site: undefined,
    oneFile: false,
    url: 'http://127.0.0.1:8080',
  });
  expect(parseExportArguments(['--help'])).toBeUndefined();
});

test.each([
  [['events'], /one of events, answers, outcomes, arms and a FOLDER/],
  [['clicks', 'out'], /got "clicks out"/],
  [['events', 'out', '--format', 'csv'], /got "csv"/],
  [['events', 'out', '--from', 'monday'], /--from must be a day/],
  [['events', 'out', '--from', '2026-11-22', '--to', '2026-11-22'], /--from must be before --to/],
])('%j is refused with what is wrong', (args, message) => {
  expect(() => parseExportArguments(args)).toThrow(message);
});
