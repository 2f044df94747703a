import { expect, it } from 'vitest';
import { assumed, loadsOf, planFor, siteOf } from './arithmetic.ts';
import { type Measured, measuredNames, readMeasured } from './measured.ts';
import { arrivals, pass, randomOf } from './queues.ts';
import { firstToGrow, type Part, simulate } from './simulation.ts';

const simulatedParts: readonly Part[] = ['ingest', 'workers', 'API', 'Redis, CPU'];
const measured: Measured = {
  'event-log-bytes': 200,
  'event-derived-bytes': 300,
  'event-embedded-bytes': 900,
  'event-ingest-thread': 20,
  'event-ingest-cpu': 30,
  'event-worker-thread': 30,
  'event-worker-cpu': 50,
  'event-redis-cpu': 10,
  'event-kafka-cpu': 15,
  'answer-api-thread': 150,
  'answer-api-cpu': 180,
  'answer-redis-cpu': 20,
  'answer-bytes': 1_000,
  'user-redis-bytes': 500,
  'item-redis-bytes': 2_000,
  'item-api-bytes': 200,
};

it('a plan follows from what is measured', () => {
  const plan = planFor(siteOf(100), measured);
  // 10,000 a second: 0.2, 0.3 and 1.5 s of a thread each second, of which 0.6 are planned with.
  expect(plan).toMatchObject({ ingests: 1, workers: 1, apis: 3, partitions: 32 });
  expect(plan.redisBytes).toBe(100e6 * 500 + 300_000 * 2_000);
  expect(plan.shards).toBe(Math.ceil(plan.redisBytes / assumed.shardBytes));
  expect(plan.kafkaInPerS).toBe(10_000 * 500 * 3);
  expect(plan.kafkaDiskBytes).toBeCloseTo(15e6 * 0.4 * 7 * 86_400);
  // Ingest 0.3, worker 0.5, Redis 0.1 and 0.2, Kafka 0.15 thrice, API 1.8.
  expect(plan.cores).toBeCloseTo(3.35);
});

it.each([1, 10, 100, 1_000])('at %i times no part has more than it can take', (times) => {
  const site = siteOf(times);
  const loads = loadsOf(planFor(site, measured), site, measured);
  for (const { part, utilisation } of loads) {
    if (!part.startsWith('API, ')) expect(utilisation, part).toBeLessThanOrEqual(1);
  }
  expect(loads.map(({ utilisation }) => utilisation)).toEqual(
    loads.map(({ utilisation }) => utilisation).toSorted((a, b) => b - a),
  );
});

it('what costs ten times as much gives way first', () => {
  const slow = { ...measured, 'event-worker-thread': 3_000 };
  const one = planFor(siteOf(1), slow);
  expect(loadsOf(one, siteOf(100), slow)[0]!.part).toBe('workers');
});

it.each([0.3, 0.6, 0.9])('at %d of a server jobs wait as Pollaczek and Khinchine say', (load) => {
  const random = randomOf(7);
  const serviceS = 0.001;
  const { meanS } = pass(
    arrivals(load / serviceS, 400_000, random),
    { servers: 1, serviceS },
    random,
  );
  expect(meanS / ((load * serviceS) / (2 * (1 - load)))).toBeCloseTo(1, 1);
});

it('jobs that come faster than they are done are left over', () => {
  const random = randomOf(7);
  const { left } = pass(arrivals(2_000, 10_000, random), { servers: 1, serviceS: 0.001 }, random);
  expect(left / 10_000).toBeCloseTo(0.5, 1);
});

it.each([1, 10, 100, 1_000])('at %i times the simulation and the arithmetic agree', (times) => {
  const site = siteOf(times);
  const plan = planFor(site, measured);
  expect(simulate(plan, site, measured, 1).some(({ isGrowing }) => isGrowing)).toBe(false);
  const { factor, parts } = firstToGrow(plan, site, measured);
  for (const { part, utilisation } of loadsOf(plan, site, measured)) {
    const load = factor * utilisation;
    if (parts.includes(part as Part)) expect(load, part).toBeGreaterThan(0.95);
    else if (simulatedParts.includes(part as Part)) expect(load, part).toBeLessThan(1.05);
  }
});

it('refuses figures that are missing, or none', () => {
  const figures = measuredNames.map((name) => ({ name, value: measured[name] }));
  expect(readMeasured(JSON.stringify(figures))).toEqual(measured);
  expect(() => readMeasured(JSON.stringify(figures.slice(1)))).toThrow('event-log-bytes');
  expect(() => readMeasured(JSON.stringify([{ name: 'event-log-bytes', value: null }]))).toThrow(
    'event-log-bytes is null',
  );
});
