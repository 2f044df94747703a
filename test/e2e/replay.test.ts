import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type ClickCount, countClicks } from '../support/click-count.ts';
import { eventually } from '../support/eventually.ts';
import { distributedForm, forms, type RunningForm, temporaryFolder } from '../support/forms.ts';
import { startProcess } from '../support/processes.ts';
import { freshetCommand } from '../support/freshet-command.ts';

/** FRESHET_CLICKS names another file to run on, e.g. one too large or not free to ship. */
const file =
  process.env['FRESHET_CLICKS'] ??
  fileURLToPath(new URL('../fixtures/bol-toy-10k.tsv.gz', import.meta.url));
/** Files with users name profiles by them, the others by session. */
const profileParameter = file.includes('globo') ? 'userId' : 'anonymousId';
const REQUESTS_AT_ONCE = 32;
const DRAIN_TIMEOUT_MS = 600_000;
const TEST_TIMEOUT_MS = 1_200_000;

function startReplay(url: string) {
  const command = freshetCommand('replay', file, '--url', url);
  return startProcess({ command, env: { DATA_DIR: temporaryFolder() } });
}

async function replayAll(url: string): Promise<void> {
  const replay = startReplay(url);
  expect(await replay.exited, replay.output()).toBe(0);
}

/** Compares one count of every key with what the API says of it. */
async function expectCounts(
  counts: ReadonlyMap<string, number>,
  ask: (key: string) => Promise<number>,
): Promise<void> {
  const wrong: string[] = [];
  const keys = [...counts.keys()];
  const lanes = Array.from({ length: REQUESTS_AT_ONCE }, async (_, lane) => {
    for (let i = lane; i < keys.length && wrong.length < 10; i += REQUESTS_AT_ONCE) {
      const found = await ask(keys[i]!);
      const expected = counts.get(keys[i]!);
      if (found !== expected) wrong.push(`${keys[i]}: ${found} instead of ${expected}`);
    }
  });
  await Promise.all(lanes);
  expect(wrong).toEqual([]);
}

async function countAt(url: string, field: string): Promise<number> {
  const answer = await fetch(url);
  if (answer.status === 404) return 0;
  const body = (await answer.json()) as Record<string, number>;
  return body[field] ?? 0;
}

async function expectSameAsCount({ apiUrl }: RunningForm, count: ClickCount): Promise<void> {
  const itemUrl = (id: string) => `${apiUrl}/v1/items/${encodeURIComponent(id)}`;
  const profileUrl = (id: string) =>
    `${apiUrl}/v1/profiles?${profileParameter}=${encodeURIComponent(id)}`;
  await eventually(
    'every item has its visits',
    () => expectCounts(count.visitsOfItem, (id) => countAt(itemUrl(id), 'visits')),
    { timeoutMs: DRAIN_TIMEOUT_MS },
  );
  await expectCounts(count.eventsOfProfile, (id) => countAt(profileUrl(id), 'events'));
}

describe.each(forms.filter(({ available }) => available))(
  'a replayed file ($name)',
  ({ start }) => {
    it(
      'is counted item by item and profile by profile, and once however often it is replayed',
      async () => {
        const count = await countClicks(file);
        const form = await start();
        await replayAll(form.ingestUrl);
        await expectSameAsCount(form, count);
        await replayAll(form.ingestUrl);
        await replayAll(form.ingestUrl);
        await expectSameAsCount(form, count);
      },
      TEST_TIMEOUT_MS,
    );
  },
);

describe.skipIf(!distributedForm.available)('two workers (Kafka and Redis)', () => {
  it(
    'count every event once when one of them is killed in the middle',
    async () => {
      const count = await countClicks(file);
      const form = await distributedForm.start();
      const second = await form.addWorker();
      const replay = startReplay(form.ingestUrl);
      await eventually(
        'the second worker is at work',
        () => appliedBy(second.url, count.rows / 10),
        {
          timeoutMs: DRAIN_TIMEOUT_MS,
        },
      );
      await second.kill('SIGKILL');
      expect(await replay.exited, replay.output()).toBe(0);
      await expectSameAsCount(form, count);
    },
    TEST_TIMEOUT_MS,
  );
});

async function appliedBy(url: string, least: number): Promise<void> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const applied = /^freshet_processor_inputs_total\{group="profiles"\} (\d+)/m.exec(text);
  expect(Number(applied?.[1] ?? 0)).toBeGreaterThan(least);
}
