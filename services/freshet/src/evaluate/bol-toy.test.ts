import { fileURLToPath } from 'node:url';
import { type Click, Measures, playAsSerenade, type Scores, VmisKnn } from '@freshet/evaluation';
import { expect, test } from 'vitest';
import { openClickFile } from '../clicks/click-file.ts';
import { evaluate } from './evaluation.ts';
import { createModel, type ModelName } from './models.ts';
import { readClicks } from './read-clicks.ts';

const { signal } = new AbortController();

/** The toy data set of Serenade, see the NOTICE beside it. */
async function bolToy(
  ...parts: readonly ('train' | 'valid' | 'test')[]
): Promise<readonly Click[]> {
  const files = parts.map((part) => {
    const url = new URL(`../../../../test/fixtures/bol-toy-${part}.tsv.gz`, import.meta.url);
    return openClickFile(fileURLToPath(url));
  });
  return (await readClicks(await Promise.all(files), signal)).clicks;
}

/** The command `evaluate` on all parts, prequential. */
async function evaluated(name: ModelName): Promise<Scores> {
  const clicks = await bolToy('train', 'valid', 'test');
  const asking = { protocol: 'prequential', n: 20, atMost: Infinity, lateMs: 0 } as const;
  const observer = { signal, passed: () => {} };
  return (await evaluate(clicks, createModel(name, 'shop'), asking, observer)).scores();
}

test('VMIS-kNN, tuned and asked as Serenade does it, reaches what Serenade published', async () => {
  const model = new VmisKnn({ m: 1502, k: 288, lastItems: 4, idfWeight: 2 });
  const train = await bolToy('train');
  // Of another file, so of other sessions.
  const tested = (await bolToy('train', 'test')).filter(({ sessionId }) => sessionId[0] === '1');
  const measures = new Measures();
  for (const { answer } of playAsSerenade(train, tested, model, { n: 20, clock: () => 0 })) {
    if (answer !== undefined) measures.answered(answer);
  }
  const { queries, reciprocalRank, hitRate } = measures.scores();
  // Published: 0.3401. Its evaluator, whose ties fall as a hash has it: 0.337 to 0.340 and 0.662 to 0.665.
  expect(queries).toBe(931);
  expect(reciprocalRank.value).toBeCloseTo(0.337, 3);
  expect(hitRate.value).toBeCloseTo(0.664, 3);
});

test('VMIS-kNN is as good on all of it, click by click, as it was elsewhere', async () => {
  const { queries, hitRate, reciprocalRank } = await evaluated('vmis-knn');
  expect(queries).toBe(18_367);
  expect(100 * hitRate.value).toBeCloseTo(58.8, 1);
  expect(100 * reciprocalRank.value).toBeCloseTo(22.6, 1);
});

test('Freshet is better than that', async () => {
  const { hitRate, reciprocalRank, newHitRate, coverage } = await evaluated('freshet');
  expect(hitRate.value).toBeGreaterThan(0.704);
  expect(reciprocalRank.value).toBeGreaterThan(0.399);
  expect(newHitRate.value).toBeGreaterThan(0.54);
  // That of VMIS-kNN is 0.822.
  expect(coverage).toBeGreaterThan(0.86);
}, 300_000);
