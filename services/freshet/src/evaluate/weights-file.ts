import { readFile } from 'node:fs/promises';
import { parseWeights } from '@freshet/api';
import type { RankerWeights } from '@freshet/recommend';
import { FreshetError, HttpProblem } from '@freshet/runtime';
import { unpackLearned } from '@freshet/store';

/** Weights as `GET /v1/admin/ranker/weights` gives them: those served. @throws FreshetError CONFIG_INVALID. */
export async function readWeights(path: string): Promise<RankerWeights> {
  try {
    const document: unknown = JSON.parse(await readFile(path, 'utf8'));
    const learned = parseWeights({ ...(document as object) });
    return unpackLearned(learned).buckets.map(({ served }) => served);
  } catch (cause) {
    const reason = cause instanceof HttpProblem ? cause.message : (cause as Error).message;
    const message = `--weights cannot be read from ${path}: ${reason}`;
    throw new FreshetError('CONFIG_INVALID', message, { cause });
  }
}
