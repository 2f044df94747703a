import { describe, expect, it } from 'vitest';
import { readClicks } from '../bench/clicks.ts';
import { type Engine, runChaos } from '../chaos/chaos.ts';
import { formatReport } from '../chaos/report.ts';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';

/** Two cores that others use as well: far more than the minute or two that it takes on its own. */
const TEST_TIMEOUT_MS = 600_000;

async function expectExact(engine: Engine, seed: number, durationMs: number): Promise<void> {
  const clicks = await readClicks(undefined);
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const report = await runChaos({ engine, seed, durationMs, clicks, say });
  expect(report.differences, `${said.join('\n')}\n${formatReport(report)}`).toEqual([]);
  expect(report).toMatchObject({ lost: 0, doubled: 0, processed: report.acknowledged });
  expect(report.acknowledged).toBeGreaterThan(0);
}

it(
  'counts every acknowledged event once through kills at random (embedded)',
  () => expectExact('embedded', 20, 20_000),
  TEST_TIMEOUT_MS,
);

describe.skipIf(!kafkaAvailable() || !redisAvailable())('Kafka and Redis', () => {
  it(
    'counts every acknowledged event once through kills, zombies, failovers, cut and torn files',
    () => expectExact('distributed', 40, 40_000),
    TEST_TIMEOUT_MS,
  );
});
