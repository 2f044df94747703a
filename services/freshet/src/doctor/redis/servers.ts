import type { InspectedServer } from '@freshet/store';
import { type Judgement, ok, problem } from '../finding.ts';

/** Whether the server answers and is fit, by what services ask of it when they start. */
export function judgeServer({ address, cli, failure, info, unmet }: InspectedServer): Judgement[] {
  if (failure !== undefined) {
    return [problem(failure, `Start it, and see that REDIS_URL leads to it: ${cli} ping`)];
  }
  if (unmet.length === 0) return [ok(`Redis ${info.get('redis_version')} at ${address}`)];
  return unmet.map(({ fault, remedy }) => problem(`Redis at ${address} ${fault}.`, `${remedy}.`));
}
