import { attempt } from './attempt.ts';
import type { BeaconEvent, Fate, Listener, Reason } from './types.ts';

const listeners: [fate: Fate, listener: Listener][] = [];

/** Calls back on what becomes of each event. */
export const on = (fate: Fate, listener: Listener): void => void listeners.push([fate, listener]);

/** Of an event, given as JSON text. */
export function tell(fate: Fate, text: string, reason?: Reason): void {
  for (const [of, listener] of listeners) {
    if (of === fate) attempt(() => listener(JSON.parse(text) as BeaconEvent, reason));
  }
}
