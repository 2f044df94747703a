import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIRST_NAMESPACE, topics } from '@freshet/events';
import { rankerRef } from '@freshet/store';
import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { expect, it, onTestFinished } from 'vitest';
import { Random } from '../chaos/random.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';
import { type RunningService } from '../support/processes.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { foldRanker, readSamples } from '../support/ranker-log.ts';
import { runFreshet } from '../support/freshet-command.ts';

const PARTITIONS = 4;
const ITEMS = 8;
const VISITORS = 60;
const CLICKS = 3;
const KILLS = 3;
/** Fewer than come in between two kills, so that each falls into learning. */
const SAMPLES_MIN = 20;

interface Shown {
  readonly source: string;
  readonly frozen: boolean;
  readonly buckets: readonly { readonly samples: number }[];
}

const shownBy = ({ url }: RunningService) => getJson<Shown>(`${url}/v1/ranker`);

async function samplesOf(freshet: RunningService): Promise<number> {
  return (await shownBy(freshet)).buckets.reduce((sum, { samples }) => sum + samples, 0);
}

/** New visitors click some items, one request each. */
async function visit(freshet: RunningService, round: number, random: Random): Promise<void> {
  for (let visitor = 0; visitor < VISITORS; visitor++) {
    const events = Array.from({ length: CLICKS }, () => ({
      type: 'click',
      userId: `visitor-${round}-${visitor}`,
      itemId: `item-${random.whole(0, ITEMS)}`,
    }));
    await postJson(`${freshet.url}/v1/events`, { events }).catch(() => undefined);
  }
}

/** `freshet ranker …` to its end: exit code and everything it wrote. */
const ranker = (...args: string[]) => runFreshet('ranker', ...args);

it('freshet killed while its ranker learns comes to the weights that its log says, byte for byte', async () => {
  const dataDir = temporaryFolder();
  const random = new Random(5);
  let freshet = await startFreshet(dataDir, PARTITIONS);
  await visit(freshet, 0, random);
  for (let kill = 1; kill <= KILLS; kill++) {
    const before = await samplesOf(freshet);
    const visiting = visit(freshet, kill, random);
    await eventually('it learns', async () => {
      expect(await samplesOf(freshet)).toBeGreaterThan(before + SAMPLES_MIN);
    });
    await freshet.kill('SIGKILL');
    await visiting;
    freshet = await startFreshet(dataDir, PARTITIONS);
  }
  await visit(freshet, KILLS + 1, random);
  await eventually('nothing is left to be learned', async () => {
    const metrics = await (await fetch(`${freshet.url}/metrics`)).text();
    for (const group of ['profiles', 'ranker']) {
      const lags = [
        ...metrics.matchAll(
          new RegExp(`^freshet_partition_lag_records\\{group="${group}".* (\\d+)$`, 'gm'),
        ),
      ];
      expect(lags.length, group).toBeGreaterThan(0);
      expect(
        lags.map(([, lag]) => lag).filter((lag) => lag !== '0'),
        group,
      ).toEqual([]);
    }
  });
  expect(await freshet.stop()).toBe(0);

  const environment = openEnvironment(dataDir);
  const log = createEmbeddedLog({ environment, partitions: PARTITIONS, logger: quietLogger });
  const store = createEmbeddedStore(environment);
  onTestFinished(async () => {
    await log.close();
    await store.close();
    await environment.close();
  });
  await log.admin.ensureTopics(Object.values(topics));
  const expected = foldRanker(await readSamples(log)).get('default')!;
  const [value] = await store.get([rankerRef(FIRST_NAMESPACE, 'default')]);
  expect(Buffer.from(value!).equals(expected)).toBe(true);
});

it('is frozen, exported, reset and imported from the shell', async () => {
  const freshet = await startFreshet(temporaryFolder(), PARTITIONS);
  const file = join(temporaryFolder(), 'weights.json');
  onTestFinished(() => rm(file, { force: true }));
  const at = ['--url', freshet.url];
  await visit(freshet, 0, new Random(1));
  await eventually('it learns', async () => {
    await visit(freshet, Date.now(), new Random(2));
    expect(await samplesOf(freshet)).toBeGreaterThan(0);
  });
  expect((await ranker('freeze', ...at)).code).toBe(0);
  await eventually('it is frozen', async () => expect((await shownBy(freshet)).frozen).toBe(true));
  const learned = await samplesOf(freshet);

  const exported = await ranker('export', ...at);
  await writeFile(file, exported.output);
  expect((await ranker('reset', ...at)).code).toBe(0);
  await eventually('it has forgotten', async () => expect(await samplesOf(freshet)).toBe(0));
  const imported = await ranker('import', file, ...at);
  expect(imported.code, imported.output).toBe(0);
  await eventually('it knows again', async () => expect(await samplesOf(freshet)).toBe(learned));
  expect((await ranker('export', ...at)).output).toBe(exported.output);

  await writeFile(file, '{"version":99}');
  expect(await ranker('import', file, ...at)).toMatchObject({
    code: 1,
    output: expect.stringMatching(/ADMIN_REFUSED: .*RANKER_WEIGHTS_INVALID: /),
  });
});
