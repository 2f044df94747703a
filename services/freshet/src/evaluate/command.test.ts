import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEvaluation } from '../../../../test/support/evaluation.ts';
import { eventually } from '../../../../test/support/eventually.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'evaluate-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

async function evaluate(...args: string[]): Promise<{ code: number | null; output: string }> {
  const running = startEvaluation(args);
  return { code: await running.exited, output: running.output() };
}

/** A shop with ten pairs of items, one in each session. */
const pairs = Array.from({ length: 200 }, (_, s) => [
  `${s}\ta${s % 10}\t${100 * s}.0`,
  `${s}\tb${s % 10}\t${100 * s + 10}.0`,
]).flat();
const clicks = ['SessionId\tItemId\tTime', ...pairs, ''].join('\n');

test('a file is evaluated: what was left out, a table, a chart, and a line for machines', async () => {
  const path = await folder();
  const file = join(path, 'clicks.tsv');
  const chart = join(path, 'chart.svg');
  await writeFile(file, `${clicks}broken\n`);
  const { code, output } = await evaluate(file, '--json', '--chart', chart);
  expect(code, output).toBe(0);
  expect(output).toContain('400 clicks');
  expect(output).toContain('1 broken rows left out');
  expect(output).toMatch(/^freshet +100\.00/m);
  const { queries, results } = JSON.parse(output.trimEnd().split('\n').at(-1)!) as {
    queries: number;
    results: Record<string, Record<string, number>>;
  };
  expect(queries).toBe(40);
  expect(Object.keys(results)).toEqual(['freshet', 'vmis-knn', 'co-visitation', 'popularity']);
  expect(results['freshet']).toMatchObject({ 'hr@20': 1, 'hr-new@20': 1 });
  expect(await readFile(chart, 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
});

test('a state that is late knows less', async () => {
  const file = join(await folder(), 'clicks.tsv');
  // Sessions 200, 201, …: in the last hour a pair of items that nobody had before.
  const fresh = Array.from({ length: 30 }, (_, s) => [
    `x${s}\tnew\t${20_000 + 60 * s}`,
    `x${s}\tnewer\t${20_005 + 60 * s}`,
  ]).flat();
  await writeFile(file, `${clicks}${fresh.join('\n')}\n`);
  const args = ['--models', 'co-visitation', '--top', '1', '--freshness', '--json'];
  const { code, output } = await evaluate(file, ...args);
  expect(code, output).toBe(0);
  const { results, freshness } = JSON.parse(output.trimEnd().split('\n').at(-1)!) as {
    results: Record<string, Record<string, number>>;
    freshness: Record<string, number>[];
  };
  const curve = [results['co-visitation']!, ...freshness].map((figures) => figures['hr@1']!);
  expect(curve).toHaveLength(6);
  expect(curve).toEqual(curve.toSorted((a, b) => b - a));
  expect(curve[0]).toBeGreaterThan(curve.at(-1)! + 0.3);
});

test.for([
  { why: 'no file', content: undefined, says: /CLICK_FILE_INVALID: .*ENOENT/ },
  { why: 'an unknown header', content: 'a,b\n1,2\n', says: /CLICK_FILE_INVALID: The header "a,b"/ },
  {
    why: 'sessions of one click',
    content: 'SessionId\tItemId\tTime\n1\ta\t1\n2\ta\t2\n',
    says: /CLICK_FILE_INVALID: Of 2 clicks none can be asked for/,
  },
])('$why is refused with a code', async ({ content, says }) => {
  const file = join(await folder(), 'clicks');
  if (content !== undefined) await writeFile(file, content);
  const { code, output } = await evaluate(file);
  expect(code).toBe(1);
  expect(output).toMatch(says);
});

test.for([
  { why: 'missing', content: undefined, says: /ENOENT/ },
  { why: 'no JSON', content: 'weights', says: /not valid JSON/ },
  { why: 'of another version', content: '{"version":1e9}', says: /version must be \d+/ },
])('weights that are $why are refused before the work', async ({ content, says }) => {
  const path = await folder();
  const file = join(path, 'clicks');
  const weights = join(path, 'weights.json');
  await writeFile(file, clicks);
  if (content !== undefined) await writeFile(weights, content);
  const { code, output } = await evaluate(file, '--weights', weights);
  expect(code).toBe(1);
  expect(output).toMatch(/^CONFIG_INVALID: --weights cannot be read from /);
  expect(output).toMatch(says);
});

test('a file too short for stages is no file for a pipeline', async () => {
  const file = join(await folder(), 'clicks');
  const few = Array.from({ length: 10 }, (_, i) => `${i >> 1}\ta\t${i}\n`).join('');
  await writeFile(file, `SessionId\tItemId\tTime\n${few}`);
  const { code, output } = await evaluate(file, '--through', 'pipeline');
  expect(code).toBe(1);
  expect(output).toMatch(/^EVALUATION_REFUSED: There are too few clicks/m);
});

test('a log without a deployment is refused', async () => {
  const DATA_DIR = join(await folder(), 'nothing');
  const running = startEvaluation(['--from-log'], { env: { DATA_DIR } });
  expect(await running.exited).toBe(1);
  expect(running.output()).toMatch(/^CONFIG_INVALID: DATA_DIR is .*nothing, where nothing is/);
});

test('a chart that cannot be written is known before the work', async () => {
  const file = join(await folder(), 'clicks');
  await writeFile(file, clicks);
  const { code, output } = await evaluate(file, '--chart', '/nowhere/chart.svg');
  expect(code).toBe(1);
  expect(output).toMatch(/^CONFIG_INVALID: --chart cannot be written: ENOENT/);
});

test('Ctrl-C ends it at once', async () => {
  const file = join(await folder(), 'clicks');
  // One session so long that its evaluation takes minutes.
  const long = Array.from({ length: 60_000 }, (_, i) => `s\t${i}\t${i}`).join('\n');
  await writeFile(file, `SessionId\tItemId\tTime\n${long}\n`);
  const running = startEvaluation([file, '--models', 'vmis-knn']);
  await eventually('it has begun', () => expect(running.output()).toContain('queries'));
  await running.kill('SIGINT');
  expect(await running.exited).toBe(130);
  expect(running.output()).toMatch(/Interrupted\.\n$/);
});
