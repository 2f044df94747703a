import { Fault } from '../api/fault.ts';

export function textOf(document: object): string {
  return JSON.stringify(document, null, 2);
}

/** @throws Fault BODY_MALFORMED. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault(0, 'BODY_MALFORMED', `This is no JSON: ${(error as Error).message}.`);
  }
}
