const TURN_MS = 100;

/**
 * Leaves a process a share of the time, by stopping and continuing it in turns, until it is let go:
 * for a worker whose pace ten times over is still less than what the rest of the machine can do.
 */
export function slowDown(pid: number, share: number): { stop(): Promise<void> } {
  const runsMs = TURN_MS * share;
  let timer: NodeJS.Timeout;
  let slow = true;
  function run(): void {
    process.kill(pid, 'SIGCONT');
    timer = setTimeout(halt, runsMs);
  }
  function halt(): void {
    process.kill(pid, 'SIGSTOP');
    timer = setTimeout(run, TURN_MS - runsMs);
  }
  halt();
  return {
    async stop() {
      if (!slow) return;
      slow = false;
      clearTimeout(timer);
      process.kill(pid, 'SIGCONT');
    },
  };
}
