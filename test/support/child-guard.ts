import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ChildGuard {
  /** Call once the child has been stopped properly. */
  release(): Promise<void>;
}

/**
 * Sees to it that a child does not outlive this process, however it ends: a small shell waits on a
 * pipe from here, and when the pipe closes (SIGKILL included) it kills the child and removes its
 * folder. An `exit` handler alone would leave engines behind when a test process is killed.
 */
export function guardChild(child: ChildProcess, folder: string): ChildGuard {
  const guard = spawn(
    'sh',
    ['-c', 'cat >/dev/null; kill -9 "$0"; rm -rf "$1"', String(child.pid), folder],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      // A group of its own, so that Ctrl-C in the terminal does not take the guard away first.
      detached: true,
    },
  );
  guard.unref();
  return {
    async release() {
      guard.ref();
      const exited = once(guard, 'exit');
      guard.kill('SIGKILL');
      await exited;
    },
  };
}
