import type { LiveArm } from './live-arms.ts';

/** The live figures of an experiment for people: shares in percent, intervals of 95 % valid at any time. */
export function textOfArms(experiment: string, arms: readonly LiveArm[]): string {
  const lines = arms.map(({ variant, visitors, clickThrough, conversion, revenue }) => {
    const money = revenue.map(({ amount, currency }) => `${amount} ${currency ?? '?'}`);
    return (
      `  ${variant}: ${visitors} visitors, click-through ${share(clickThrough)}, ` +
      `conversion ${share(conversion)}, revenue ${money.join(' + ') || 'none'}\n`
    );
  });
  return `Live figures of the experiment ${experiment}:\n${lines.join('')}`;
}

function share(rate: LiveArm['clickThrough']): string {
  if (rate === null) return 'unknown';
  const { value, interval } = rate;
  if (!interval) return `${percent(value)} %`;
  return `${percent(value)} % [${percent(interval.low)}, ${percent(interval.high)}]`;
}

function percent(part: number): string {
  return (100 * part).toFixed(2);
}
