import type { Fault } from '../api/fault.ts';

/** What is wrong at a place of a definition, or below it, as a JSON pointer names it; null: nothing is. */
export function faultAt(fault: Fault | null, place: string): string | null {
  const pointer = fault?.pointer;
  if (pointer === undefined || pointer === null) return null;
  return pointer === place || pointer.startsWith(`${place}/`) ? fault!.message : null;
}

const PARTS = /^\/(scenarios|holdout|variants\/\d+\/(name|share|strategy|weights))$/;
const PARAMETERS =
  /^\/variants\/\d+\/parameters\/(diversity|exploration|maxPerCategory|boost\/\d+\/)/;

/** Whether the form has a field that the fault stands beside. */
export function hasField({ pointer }: Fault): boolean {
  return pointer !== null && (PARTS.test(pointer) || PARAMETERS.test(pointer));
}
