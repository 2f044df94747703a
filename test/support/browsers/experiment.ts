import { expect } from 'vitest';
import { eventually } from '../eventually.ts';
import type { RunningForm } from '../forms.ts';
import { getJson } from '../http.ts';
import type { ArmCounts } from './arm-counts.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

interface Comparison {
  readonly verdict: string;
  readonly lift: number | null;
  readonly liftInterval: Interval | null;
  readonly difference: number;
  readonly differenceInterval: Interval | null;
}

interface Measured {
  readonly value: number;
  readonly interval: Interval | null;
  readonly against: Readonly<Record<string, Comparison>>;
}

export interface ArmResults {
  readonly arm: string;
  readonly visitors: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly orders: number;
  readonly clickThrough: Measured;
  readonly conversion: Measured;
  readonly revenue: Readonly<Record<string, { total: number; perVisitor: Measured }>>;
}

export interface Results {
  readonly sampleRatio: {
    readonly status: string;
    readonly pValue: number;
    readonly message?: string;
  };
  readonly arms: readonly ArmResults[];
}

/** Far more than it takes to work off what browsers sent, also where others use the machine. */
const SETTLED_MS_MAX = 240_000;

/** An experiment of the arms `a` and `b`, which make the same lists, as its owner sees it. */
export class OwnedExperiment {
  readonly #url: string;

  constructor({ apiUrl }: Pick<RunningForm, 'apiUrl'>, id: string) {
    this.#url = `${apiUrl}/v1/admin/experiments/${id}`;
  }

  async start({ holdout = 0.02, shareOfB = 1 } = {}): Promise<void> {
    const variants = [
      { name: 'a', share: 1 },
      { name: 'b', share: shareOfB },
    ];
    await this.#call('PUT', '', { scenarios: ['home'], holdout, variants });
    await this.#call('POST', '/start');
  }

  async stop(): Promise<void> {
    await this.#call('POST', '/stop');
  }

  results(): Promise<Results> {
    return getJson<Results>(this.#url);
  }

  /** The results once they are what was counted beside the system, to the last click and cent. */
  settled(counts: ArmCounts): Promise<Results> {
    const attempt = async () => {
      const results = await this.results();
      expect(results.arms.map(({ arm }) => [arm, figuresOf(results, arm)])).toEqual(
        results.arms.map(({ arm }) => [arm, expectedOf(counts, arm)]),
      );
      return results;
    };
    return eventually('every event is in the figures', attempt, { timeoutMs: SETTLED_MS_MAX });
  }

  async #call(method: string, path: string, body: object = {}): Promise<void> {
    const answer = await fetch(this.#url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${await answer.text()}`);
  }
}

export function armOf({ arms }: Results, name: string): ArmResults {
  return arms.find(({ arm }) => arm === name)!;
}

function figuresOf(results: Results, name: string) {
  const { visitors, impressions, clicks, orders, revenue } = armOf(results, name);
  return { visitors, impressions, clicks, orders, euros: revenue['EUR']?.total ?? 0 };
}

function expectedOf(counts: ArmCounts, arm: string) {
  const { cents, ...count } = counts.of(arm);
  return { ...count, euros: cents / 100 };
}
