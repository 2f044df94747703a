import type { Answer } from './answer.ts';
import type { Click } from './click.ts';
import type { Model, Query } from './model.ts';

/** This part of the clicks is learned before the first query. */
const TRAINING_SHARE = 0.8;

/**
 * What a model knows at a query: `prequential`: all clicks so far, those of the tested part as well,
 * each learned once it was predicted; `static`: the training part alone.
 */
export const PROTOCOLS = ['prequential', 'static'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

export interface Asking {
  readonly protocol: Protocol;
  /** Length of the lists asked for. */
  readonly n: number;
  /** Queries at most, spread evenly over all there are. */
  readonly atMost: number;
  /** Clicks are learned when they are so old, in ms; sessions know their own clicks at once. */
  readonly lateMs: number;
  /** Ms, for what an answer took. */
  readonly clock: () => number;
}

/** A click that has passed, and the answer if it was asked for. */
export interface Step {
  readonly click: Click;
  readonly answer: Answer | undefined;
}

/**
 * Plays clicks, sorted by time, past a model, one step each. Behind the training part every click that
 * is not the first of its session is asked for before it is learned; a session keeps its clicks across
 * the split.
 */
export function* play(clicks: readonly Click[], model: Model, asking: Asking): Generator<Step> {
  const split = trainingPart(clicks).length;
  const isAsked = evenly(queryCount(clicks), asking.atMost);
  const sessions = new Map<string, Click[]>();
  let learned = 0;
  for (const [i, click] of clicks.entries()) {
    const learnable = asking.protocol === 'static' ? Math.min(i, split) : i;
    while (learned < learnable && clicks[learned]!.at <= click.at - asking.lateMs) {
      model.learn(clicks[learned++]!);
    }
    const session = sessions.get(click.sessionId);
    const isQuery = i >= split && session !== undefined && isAsked();
    yield {
      click,
      answer: isQuery ? ask(model, { session, now: click.at }, click, asking) : undefined,
    };
    if (session === undefined) sessions.set(click.sessionId, [click]);
    else session.push(click);
  }
}

/** The clicks, sorted by time, that are learned before the first query. */
export function trainingPart(clicks: readonly Click[]): readonly Click[] {
  return clicks.slice(0, Math.floor(TRAINING_SHARE * clicks.length));
}

/** How many queries the clicks hold. */
export function queryCount(clicks: readonly Click[]): number {
  const split = trainingPart(clicks).length;
  const sessions = new Set<string>();
  let queries = 0;
  for (const [i, { sessionId }] of clicks.entries()) {
    if (i >= split && sessions.has(sessionId)) queries++;
    sessions.add(sessionId);
  }
  return queries;
}

export function ask(
  model: Model,
  query: Query,
  { itemId }: Click,
  { n, clock }: Pick<Asking, 'n' | 'clock'>,
): Answer {
  model.refresh?.(query.now);
  const start = clock();
  const items = model.rank(query, n);
  return { query, target: itemId, items, tookMs: clock() - start };
}

/** Says yes to `wanted` of `count` calls, as evenly as that goes. */
export function evenly(count: number, wanted: number): () => boolean {
  let calls = 0;
  const due = () => Math.floor((calls * Math.min(wanted, count)) / count);
  return () => {
    const before = due();
    calls++;
    return due() > before;
  };
}
