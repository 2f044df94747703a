import type { ProbeStanding } from '../shapes/health.ts';

/** Longer than an answer of a probe takes that is there. */
const PATIENCE_MS = 2_000;

/** Where a probe's standing comes from: one that runs here, one that is asked over HTTP, or none. */
export type ProbeSource = () => Promise<ProbeStanding | undefined>;

/** Asks a probe that runs apart, at PROBE_URL; rejects where it does not answer. */
export function probeAt(url: string): ProbeSource {
  return async () => {
    const answer = await fetch(new URL('/v1/probe', url), {
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(`The probe answered ${answer.status}.`);
    return (await answer.json()) as ProbeStanding;
  };
}
