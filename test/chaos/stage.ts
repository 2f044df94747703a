import { Acknowledgements } from './load/acknowledgements.ts';
import { ClientClock } from './load/client-clock.ts';
import type { Trace } from './trace.ts';

/** What every form of Freshet under test has. */
export interface Stage {
  readonly clientClock: ClientClock;
  /** What clients know to be taken. */
  readonly acknowledged: Acknowledgements;
  readonly trace: Trace;
}

export function newStage(trace: Trace): Stage {
  return { trace, clientClock: new ClientClock(), acknowledged: new Acknowledgements() };
}
