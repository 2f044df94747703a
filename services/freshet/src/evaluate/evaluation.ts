import { setImmediate } from 'node:timers/promises';
import { type Asking, type Click, Measures, type Model, play } from '@freshet/evaluation';

/** So long the process may be busy without looking at its signals and timers, in ms. */
const BUSY_MS_MAX = 50;

/** Who watches a run. */
export interface Observer {
  /** Ends it early. */
  readonly signal: AbortSignal;
  /** A click has passed; `queries` were asked so far. */
  passed(queries: number): void;
}

/** Plays all clicks past one model. @throws the signal's reason. */
export async function evaluate(
  clicks: readonly Click[],
  model: Model,
  asking: Omit<Asking, 'clock'>,
  observer: Observer,
): Promise<Measures> {
  const clock = () => performance.now();
  const measures = new Measures();
  let queries = 0;
  let restedAt = clock();
  for (const { click, answer } of play(clicks, model, { ...asking, clock })) {
    if (answer !== undefined) {
      measures.answered(answer);
      queries++;
    }
    measures.clicked(click);
    observer.passed(queries);
    if (clock() - restedAt < BUSY_MS_MAX) continue;
    await setImmediate();
    observer.signal.throwIfAborted();
    restedAt = clock();
  }
  return measures;
}
