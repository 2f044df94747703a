import { readFile } from 'node:fs/promises';
import { parseRule } from '@freshet/api';
import { type Rule, RULES_MAX } from '@freshet/rules';
import { FreshetError, HttpProblem } from '@freshet/runtime';

/** Rules as `GET /v1/admin/rules` gives them, or a list of such. @throws FreshetError CONFIG_INVALID. */
export async function readRules(path: string): Promise<readonly Rule[]> {
  try {
    const document: unknown = JSON.parse(await readFile(path, 'utf8'));
    return rulesIn(document);
  } catch (cause) {
    const message = `--rules cannot be read from ${path}: ${reasonOf(cause)}`;
    throw new FreshetError('CONFIG_INVALID', message, { cause });
  }
}

function rulesIn(document: unknown): readonly Rule[] {
  const list = Array.isArray(document) ? document : (document as { rules?: unknown } | null)?.rules;
  if (!Array.isArray(list)) throw new Error('there is no list of rules in it.');
  if (list.length > RULES_MAX) throw new Error(`it has more than ${RULES_MAX} rules.`);
  return list.map((one: { id?: unknown } | null, i) => {
    return parseRule(typeof one?.id === 'string' ? one.id : '', one, `/rules/${i}`);
  });
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof HttpProblem)) return (cause as Error).message;
  return `${cause.problem.pointer}: ${cause.message}`;
}
