import { Counter, type Registry } from '@freshet/runtime';

const codes = ['RATE_LIMITED', 'QUOTA_EXHAUSTED', 'BATCH_OVER_LIMIT'] as const;
export type LimitCode = (typeof codes)[number];

/** Answers with what counts one refusal. */
export function createLimitMetrics(registry: Registry): (code: LimitCode) => void {
  const limited = new Counter({
    name: 'freshet_access_limited_total',
    help: 'Requests that were refused since their key has used what its limits allow.',
    labelNames: ['code'],
    registers: [registry],
  });
  for (const code of codes) limited.inc({ code }, 0);
  return (code) => limited.inc({ code });
}
