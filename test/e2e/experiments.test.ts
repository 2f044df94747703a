import { describe, expect, it } from 'vitest';
import { Browsers, type Person } from '../support/browsers/browsers.ts';
import { armOf, OwnedExperiment } from '../support/browsers/experiment.ts';
import { openShop } from '../support/browsers/shop.ts';
import type { Habits } from '../support/browsers/visit.ts';
import {
  distributedForm,
  embeddedForm,
  type RunningForm,
  startFreshet,
  temporaryFolder,
} from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';

/** What is to be found: who is in arm `b` clicks a tenth more. */
const LIFT = 0.1;
const habits: Habits = { click: 0.3, lift: LIFT, order: 0.05 };

/**
 * How sizes were chosen. Of 10 items shown, a visitor clicks each with 0.3 times a taste between 0.5 and
 * 1.5: clicks per impression vary by √(0.21/10 + 0.3²/12) = 0.17 between visitors, 0.56 of their mean. So
 * with 3,136 visitors in each of two arms the logarithm of the lift has a standard error of 0.0142, and
 * ln 1.1 = 0.0953 is 6.7 of them. The interval is 3.2 wide to each side: it misses the truth with a chance of
 * 0.0013, and with one of 0.0003 the lift is not found. Of 280 visitors who see five, the interval is 3.6
 * standard errors to each side: one misses with 0.0003, and that 3 of 40 do has a chance below 10^-6, and
 * one of 0.95 where intervals cover 85 of 100. On Kafka and Redis the same ids have the same arms and dice, so
 * that there it is seen that the same is counted.
 * Everybody's dice are seeded as well, and arms follow from ids, so that a run that passes passes again.
 */
const LARGE = 6_400;
const SMALL = 280;

function people(prefix: string, count: number): Person[] {
  return Array.from({ length: count }, (_, i) => ({
    ids: { anonymousId: `${prefix}-${i}` },
    seed: i * 7_919 + prefix.length,
  }));
}

/** The same people with the user that they have turned out to be. */
function signedIn(list: readonly Person[]): Person[] {
  return list.map(({ ids, seed }) => ({
    ids: { ...ids, userId: `user ${ids.anonymousId}` },
    seed: seed + 1,
  }));
}

/** Of so many small experiments, one after another, those whose interval covers the truth. */
async function coveringOf(times: number, form: RunningForm): Promise<number> {
  await openShop(form);
  const repetitions: { experiment: OwnedExperiment; browsers: Browsers }[] = [];
  for (let i = 0; i < times; i++) {
    const id = `repetition-${i}`;
    const experiment = new OwnedExperiment(form, id);
    const browsers = new Browsers(form, id);
    await experiment.start();
    await browsers.visit({ people: people(id, SMALL), habits, n: 5 });
    await experiment.stop();
    repetitions.push({ experiment, browsers });
  }
  let covering = 0;
  for (const { experiment, browsers } of repetitions) {
    const results = await experiment.settled(browsers.counts);
    const { liftInterval } = armOf(results, 'b').clickThrough.against['a']!;
    if (liftInterval!.low <= LIFT && LIFT <= liftInterval!.high) covering++;
    expect(results.sampleRatio.status).toBe('as-shared');
  }
  return covering;
}

describe('an experiment in the embedded form', () => {
  it('finds a lift of a tenth, and counts every arm to the cent', async () => {
    const form = await embeddedForm.start();
    await openShop(form);
    const experiment = new OwnedExperiment(form, 'large');
    await experiment.start();
    const browsers = new Browsers(form, 'large');
    const visitors = people('large', LARGE);
    const arms = await browsers.visit({ people: visitors, habits, n: 10 });
    await experiment.settled(browsers.counts);

    // A tenth of them signs in: with both ids at first, then by the user alone.
    const some = signedIn(visitors.slice(0, LARGE / 10));
    const after = await browsers.visit({ people: some, habits, n: 10, isKnown: true });
    expect(after).toEqual(arms.slice(0, some.length));
    const results = await experiment.settled(browsers.counts);
    const byUser = await Promise.all(
      some.map(({ ids }) => browsers.armOf({ userId: ids.userId! })),
    );
    expect(byUser).toEqual(after);

    expect(results.sampleRatio.status).toBe('as-shared');
    const b = armOf(results, 'b');
    const { verdict, lift, liftInterval } = b.clickThrough.against['a']!;
    expect(verdict).toBe('better');
    expect(liftInterval!.low).toBeLessThan(LIFT);
    expect(liftInterval!.high).toBeGreaterThan(LIFT);
    expect(Math.abs(lift! - LIFT)).toBeLessThan(0.06);
    // Nobody buys more in any arm.
    for (const name of ['a', 'b']) {
      const { conversion, revenue } = armOf(results, name);
      expect(conversion.against['holdout']!.verdict).not.toMatch(/better|worse/);
      const { total, perVisitor } = revenue['EUR']!;
      const { visitors: many, cents } = browsers.counts.of(name);
      const heldOut = browsers.counts.of('holdout');
      expect(total).toBe(cents / 100);
      expect(perVisitor.value).toBeCloseTo(cents / 100 / many, 9);
      const more = cents / 100 / many - heldOut.cents / 100 / heldOut.visitors;
      expect(perVisitor.against['holdout']!.difference).toBeCloseTo(more, 9);
    }

    // Other shares, and nobody who was shown something goes over.
    await experiment.stop();
    await experiment.start({ shareOfB: 20 });
    const again = await Promise.all(visitors.slice(0, 400).map(({ ids }) => browsers.armOf(ids)));
    expect(again).toEqual(arms.slice(0, 400));
    const newcomers = await Promise.all(people('new', 200).map(({ ids }) => browsers.armOf(ids)));
    expect(newcomers.filter((arm) => arm === 'b').length).toBeGreaterThan(170);
    expect((await experiment.results()).sampleRatio.status).toBe('shares-changed');
  });

  it('covers the truth in at least 38 of 40 repetitions', async () => {
    expect(await coveringOf(40, await embeddedForm.start())).toBeGreaterThanOrEqual(38);
  });

  /** Of 5,000 visitors some 490 of `b` are missing, which brings the p-value to about 10^-9. */
  it('flags an arm whose client drops every fifth exposure', async () => {
    const form = await embeddedForm.start();
    await openShop(form);
    const experiment = new OwnedExperiment(form, 'faulty');
    await experiment.start();
    const browsers = new Browsers(form, 'faulty');
    const visitors = people('faulty', 5_000);
    const fifths = new Set(visitors.filter((_, i) => i % 5 === 0));
    const loses = (person: Person, arm: string) => arm === 'b' && fifths.has(person);
    await browsers.visit({ people: visitors, habits, n: 1, loses });
    const { sampleRatio } = await experiment.settled(browsers.counts);
    expect(sampleRatio).toMatchObject({
      status: 'fault',
      message: expect.stringContaining('no figure here is to be trusted'),
    });
  });
});

it('counts every arm to the cent although the one process is killed in the middle', async () => {
  const dataDir = temporaryFolder();
  const [port] = await freePorts(1);
  const killed = await startFreshet(dataDir, 8, port);
  const form = { apiUrl: killed.url, ingestUrl: killed.url };
  await openShop(form);
  const experiment = new OwnedExperiment(form, 'restarted');
  await experiment.start();
  const browsers = new Browsers(form, 'restarted');
  const visitors = people('restarted', 1_200);
  const first = await browsers.visit({ people: visitors.slice(0, 800), habits, n: 10 });
  await killed.kill('SIGKILL');
  await startFreshet(dataDir, 8, port);
  await browsers.visit({ people: visitors.slice(800), habits, n: 10 });
  await experiment.settled(browsers.counts);
  const arms = visitors.slice(0, 100).map(({ ids }) => browsers.armOf(ids));
  expect(await Promise.all(arms)).toEqual(first.slice(0, 100));
});

describe.skipIf(!distributedForm.available)('an experiment on Kafka and Redis', () => {
  it('covers the truth in at least 9 of 10 repetitions', async () => {
    expect(await coveringOf(10, await distributedForm.start())).toBeGreaterThanOrEqual(9);
  });

  it('counts every arm to the cent although workers are killed', async () => {
    const form = await distributedForm.start();
    await openShop(form);
    const experiment = new OwnedExperiment(form, 'killed');
    await experiment.start();
    const browsers = new Browsers(form, 'killed');
    const visitors = people('killed', 1_200);
    const half = visitors.length / 2;
    const first = await browsers.visit({ people: visitors.slice(0, half), habits, n: 10 });
    // In the middle of what was sent just now.
    await form.processes[0]!.kill('SIGKILL');
    const second = browsers.visit({ people: visitors.slice(half), habits, n: 10 });
    const worker = await form.addWorker();
    const arms = [...first, ...(await second)];
    await worker.kill('SIGKILL');
    await form.addWorker();
    const { sampleRatio } = await experiment.settled(browsers.counts);
    expect(sampleRatio.status).toBe('as-shared');

    const some = signedIn(visitors.slice(0, 100));
    const after = await browsers.visit({ people: some, habits, n: 10, isKnown: true });
    expect(after).toEqual(arms.slice(0, some.length));
    const results = await experiment.settled(browsers.counts);
    const { liftInterval } = armOf(results, 'b').clickThrough.against['a']!;
    expect(liftInterval!.low).toBeLessThan(LIFT);
    expect(liftInterval!.high).toBeGreaterThan(LIFT);
  });
});
