import type { TypeStanding } from '../../shapes/quality.ts';
import { Fault } from '../api/fault.ts';

export function planText(plan: unknown): string {
  return JSON.stringify(plan, null, 2);
}

/** A plan of all types that come, to go on from. */
export function beginningOf(types: readonly Pick<TypeStanding, 'type'>[]): string {
  return planText({ types: Object.fromEntries(types.map(({ type }) => [type, {}])) });
}

/** What a text says. @throws Fault for what is no JSON. */
export function planIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Fault(0, 'JSON_MALFORMED', (error as Error).message);
  }
}
