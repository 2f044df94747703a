import { Registry } from '@freshet/runtime';
import { expect, it, onTestFinished, vi } from 'vitest';
import { lagReport } from './lag.ts';

/** A group on two partitions, the second of which somebody else holds. */
function watchedGroup() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const registry = new Registry();
  const state = { next: 0, end: 0, away: false, asked: 0 };
  lagReport(registry).add('profiles', {
    positions: () => new Map([[0, state.next]]),
    async ends() {
      state.asked++;
      if (state.away) throw new Error('the log is away');
      return [
        { partition: 0, start: 0, end: state.end },
        { partition: 1, start: 0, end: 1_000 },
      ];
    },
  });
  const valuesOf = async () => {
    const page = await registry.metrics();
    return [...page.matchAll(/^(freshet_\w+\{.*)$/gm)].map(([, line]) => line);
  };
  const pass = (seconds: number, perSecond: number) => {
    for (let s = 0; s < seconds; s++) {
      state.next += perSecond;
      vi.advanceTimersByTime(1_000);
    }
  };
  return { registry, state, valuesOf, pass };
}

const lag = (records: number) =>
  `freshet_partition_lag_records{group="profiles",partition="0"} ${records}`;
const drain = (seconds: number) => `freshet_worker_drain_seconds{group="profiles"} ${seconds}`;

it('shows the lag, and when it is worked off at the rate of the last ten seconds', async () => {
  const { state, valuesOf, pass } = watchedGroup();
  expect(await valuesOf()).toEqual([lag(0), drain(0)]);
  state.end = 10_000;
  pass(10, 500);
  expect(await valuesOf()).toEqual([lag(5_000), drain(10)]);
  pass(10, 50);
  expect(await valuesOf()).toEqual([lag(4_500), drain(90)]);
});

it('shows no time while nothing moves, and the lag all the same', async () => {
  const { state, valuesOf, pass } = watchedGroup();
  state.end = 30;
  pass(20, 0);
  expect(await valuesOf()).toEqual([lag(30)]);
});

it('shows nothing while the log does not answer, and asks it once a scrape', async () => {
  const { state, valuesOf } = watchedGroup();
  state.away = true;
  expect(await valuesOf()).toEqual([]);
  expect(state.asked).toBe(1);
  state.away = false;
  expect(await valuesOf()).toEqual([lag(0), drain(0)]);
});

it('forgets a group that is closed', async () => {
  const { registry, valuesOf } = watchedGroup();
  lagReport(registry).remove('profiles');
  expect(await valuesOf()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
