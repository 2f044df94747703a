import { expect, onTestFinished, test, vi } from 'vitest';
import { reported, type Running } from './reported.ts';

const words = { farewell: '', report: () => 'what was done\n' };

/** What stands on standard output once it has failed. */
async function reportOf(run: (running: Running) => void): Promise<unknown[]> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  async function failing(running: Running): Promise<void> {
    run(running);
    throw new Error('it fails');
  }
  await expect(reported(failing, words)).rejects.toThrow('it fails');
  return write.mock.calls.map(([text]) => text);
}

test('a command that fails reports what it has done, and nothing before it has begun', async () => {
  expect(await reportOf(({ begin }) => begin())).toEqual(['what was done\n']);
  vi.restoreAllMocks();
  expect(await reportOf(() => {})).toEqual([]);
});
