import { POSITION_MAX } from '../limits.ts';

/** Whether it can be a place in an answer of ours; any other number of a list is no reason to refuse its event. */
export function isPosition(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= POSITION_MAX;
}
