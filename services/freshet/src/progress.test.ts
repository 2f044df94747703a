import { expect, onTestFinished, test, vi } from 'vitest';
import { showProgress } from './progress.ts';

test('where there is no terminal, a line now and then says how far it is', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const lines: string[] = [];
  const stream = { isTTY: false, write: (line: string) => lines.push(line) };
  let done = 0;
  const progress = showProgress(
    { total: 300, done: () => done, note: () => `${done} clicks` },
    stream as unknown as NodeJS.WriteStream,
  );
  done = 100;
  vi.advanceTimersByTime(5000);
  done = 300;
  vi.advanceTimersByTime(5000);
  progress.stop();
  vi.advanceTimersByTime(60_000);
  expect(lines).toEqual(['33% · 100 clicks\n', '100% · 300 clicks\n']);
});
