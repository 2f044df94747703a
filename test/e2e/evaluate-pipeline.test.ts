import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type EvaluationJson, jsonIn, startEvaluation } from '../support/evaluation.ts';
import { eventually } from '../support/eventually.ts';
import { distributedForm } from '../support/forms.ts';

const file = fileURLToPath(new URL('../fixtures/bol-toy-10k.tsv.gz', import.meta.url));
const QUERIES = 20;

async function evaluated(...args: string[]): Promise<EvaluationJson> {
  const running = startEvaluation([
    file,
    '--through',
    'pipeline',
    '--models',
    'freshet',
    '--at-most',
    String(QUERIES),
    '--json',
    ...args,
  ]);
  expect(await running.exited, running.output()).toBe(0);
  return jsonIn(running.output());
}

function expectAgreement({ queries, results, pipeline }: EvaluationJson): void {
  expect(queries).toBe(QUERIES);
  expect(pipeline!['overlap@20']).toBeGreaterThanOrEqual(0.98);
  // One answer of these few; of thousands it is 0.003 (docs/recommendations.md, Evaluate).
  expect(Math.abs(pipeline!['hr-difference@20']!)).toBeLessThanOrEqual(1 / QUERIES);
  expect(results['freshet']!['hr@20']).toBeGreaterThan(0.3);
  expect(results['freshet']!['hr@20']).toBeLessThan(1);
}

test('what an instance answers is what the maths in memory answers', async () => {
  expectAgreement(await evaluated());
});

test('Ctrl-C ends the instance as well', async () => {
  const running = startEvaluation([file, '--through', 'pipeline'], { isFromSources: true });
  await eventually('it learns', () => expect(running.output()).toContain('freshet:'));
  await running.kill('SIGINT');
  expect(await running.exited).toBe(130);
  expect(running.output()).toMatch(/Interrupted\.\n$/);
});

test('the end of the instance is the end of the evaluation, with what it wrote', async () => {
  const running = startEvaluation([file, '--through', 'pipeline']);
  await eventually('it learns', () => expect(running.output()).toContain('freshet:'));
  const { stdout } = await promisify(execFile)('pgrep', [
    '-P',
    String(running.pid),
    '-f',
    'start$',
  ]);
  process.kill(Number(stdout), 'SIGKILL');
  expect(await running.exited).toBe(1);
  expect(running.output()).toMatch(/EVALUATION_REFUSED: The instance .* ended by SIGKILL/);
});

describe.skipIf(!distributedForm.available)('a deployment (Kafka and Redis)', () => {
  test('what it answers is what the maths in memory answers; asked again it is not empty', async () => {
    const { ingestUrl, apiUrl } = await distributedForm.start({
      partitions: 1,
      env: {
        ITEM_VISITORS_MIN: '1',
        RANKER_SAMPLES_PER_S: '1000000',
        RANKER_SAMPLES_WAIT_MS: '60000',
      },
    });
    const at = ['--ingest-url', ingestUrl, '--api-url', apiUrl];
    expectAgreement(await evaluated(...at));
    const again = startEvaluation([file, '--through', 'pipeline', ...at]);
    expect(await again.exited).toBe(1);
    expect(again.output()).toMatch(/EVALUATION_REFUSED: .*holds 9968 events/);
  });
});

test('a deployment that is not there is named', async () => {
  const at = ['--ingest-url', 'http://127.0.0.1:1', '--api-url', 'http://127.0.0.1:1'];
  const running = startEvaluation([file, '--through', 'pipeline', ...at]);
  expect(await running.exited).toBe(1);
  expect(running.output()).toMatch(/ADMIN_REFUSED: http:\/\/127.0.0.1:1 cannot be reached/);
});
