import { topics } from '@freshet/events';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../../../test/support/embedded.ts';
import type { LogAdmin } from './log.ts';
import { changeRetention } from './retention-change.ts';

const { behaviourEvents, itemSignals, deadLetters, itemStats, settledLetters } = topics;
const { attributionOutcomes, dashboardActs } = topics;

/** The admin of a log whose topics are kept so many ms. */
async function adminWith(kept: Readonly<Record<string, number>>): Promise<LogAdmin> {
  const { log, close } = await openEmbedded({ partitions: 1 });
  onTestFinished(close);
  for (const [name, ms] of Object.entries(kept)) {
    await log.admin.setRetention(name, { ms, bytes: -1 });
  }
  return log.admin;
}

it.for([
  { topic: behaviourEvents, days: { change: { ms: 5 }, source: 7, derived: 7 } },
  { topic: behaviourEvents, days: { change: { ms: 9 }, source: 7, derived: 9 } },
  { topic: behaviourEvents, days: { change: { ms: -1 }, source: 7, derived: -1, letters: -1 } },
  { topic: behaviourEvents, days: { change: { bytes: 1 }, source: 7, derived: 7 } },
  { topic: itemSignals, days: { change: { ms: 7 }, source: 7, derived: 9 } },
  { topic: itemSignals, days: { change: { ms: -1 }, source: 7, derived: 9 } },
])('$topic.name may be changed: $days', async ({ topic, days }) => {
  const { change, source, derived, letters = 30 } = days;
  const admin = await adminWith({
    [behaviourEvents.name]: source,
    [itemSignals.name]: derived,
    [attributionOutcomes.name]: derived,
    [dashboardActs.name]: derived,
    [deadLetters.name]: letters,
  });
  const changed = { ...(await admin.retention(topic.name)), ...change };
  expect(await changeRetention(admin, topic, change, Object.values(topics))).toEqual(changed);
  expect(await admin.retention(topic.name)).toEqual(changed);
});

it.for([
  { topic: itemSignals, change: { ms: 6 }, says: 'at least as long as behaviour.events (7 ms)' },
  { topic: deadLetters, change: { ms: 6 }, says: 'at least as long as behaviour.events' },
  { topic: itemSignals, change: { bytes: 1e9 }, says: 'no bound of its size' },
  { topic: behaviourEvents, change: { ms: 8 }, says: 'while item.signals is kept 7 ms' },
  { topic: behaviourEvents, change: { ms: -1 }, says: 'while item.signals is kept 7 ms' },
  { topic: itemStats, change: { ms: 7 }, says: 'is compacted' },
  { topic: settledLetters, change: { ms: 7 }, says: 'no bound to change' },
])('$topic.name may not be changed to $change', async ({ topic, change, says }) => {
  const admin = await adminWith({ [behaviourEvents.name]: 7, [itemSignals.name]: 7 });
  const before = await admin.retention(topic.name);
  const refused = changeRetention(admin, topic, change, Object.values(topics));
  await expect(refused).rejects.toMatchObject({
    code: 'RETENTION_REFUSED',
    message: expect.stringContaining(says) as string,
  });
  expect(await admin.retention(topic.name)).toEqual(before);
});
