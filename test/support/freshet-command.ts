import { startProcess, stripTypes } from './processes.ts';

/** `freshet …` as a command for `startProcess`. */
export const freshetCommand = (...args: readonly string[]): string[] => [
  process.execPath,
  ...stripTypes,
  'services/freshet/src/main.ts',
  ...args,
];

/** `freshet …` to its end: exit code and everything it wrote. */
export async function runFreshet(
  ...args: readonly string[]
): Promise<{ code: number | null; output: string }> {
  const running = startProcess({ command: freshetCommand(...args), env: {} });
  return { code: await running.exited, output: running.output() };
}
