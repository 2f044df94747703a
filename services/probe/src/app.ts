import { setTimeout as delay } from 'node:timers/promises';
import type { Logger, Registry } from '@freshet/runtime';
import { LastHour, type Standing } from './last-hour.ts';
import { createProbeMetrics, type Outcome } from './metrics.ts';
import { overHttp, type PipelineOptions } from './pipeline.ts';
import { FRESH_MS, Rounds } from './rounds.ts';

const EVERY_MS = 1_000;
/** Visitors that one probe makes up: each comes once a minute, and each leaves a profile. */
const VISITORS = 60;

export interface ProbeOptions extends PipelineOptions {
  /** Tells probes of one deployment apart, the same after a restart. */
  readonly name: string;
  readonly registry: Registry;
  readonly logger: Logger;
}

export interface RunningProbe {
  standing(): Standing;
  close(): Promise<void>;
}

/** Once a second, writes a visit of a made-up visitor on a site of its own and reads it back. */
export function startProbe(options: ProbeOptions): RunningProbe {
  const metrics = createProbeMetrics(options.registry);
  const visitors = Array.from({ length: VISITORS }, (_, i) => `${options.name}-${i}`);
  const rounds = new Rounds({
    pipeline: overHttp(options),
    metrics,
    visitors,
    clock: () => performance.now(),
  });
  const lastHour = new LastHour();
  const closing = new AbortController();
  let current = new AbortController();
  let last: Outcome = 'fresh';

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      // One for each: what is made of a signal that lives on is kept with it.
      current = new AbortController();
      const { signal } = current;
      const startedAt = performance.now();
      const timer = setTimeout(() => current.abort(), FRESH_MS);
      const outcome = await rounds.round(signal);
      clearTimeout(timer);
      if (closing.signal.aborted) return;
      metrics.rounds.inc({ outcome });
      lastHour.add(outcome, Date.now());
      // A line where it changes: an outage would otherwise be one a second.
      if (outcome !== last) say(outcome);
      last = outcome;
      const rest = Math.max(0, startedAt + EVERY_MS - performance.now());
      if (!signal.aborted) await delay(rest, undefined, { signal }).catch(() => {});
    }
  }

  function say(outcome: Outcome): void {
    if (outcome === 'fresh') options.logger.info({}, 'the probe is answered in time again');
    else options.logger.warn({ outcome }, 'the probe is not answered in time');
  }

  const running = run();
  return {
    standing: () => lastHour.standing(Date.now()),
    async close() {
      closing.abort();
      current.abort();
      await running;
    },
  };
}
