import type { Answer } from './answer.ts';
import type { Click } from './click.ts';
import { percentile } from './metrics/percentiles.ts';
import type { Model } from './model.ts';
import { ask, type Asking, type Step } from './protocol.ts';

/** Sessions with more distinct items than those of this part are not trained on. */
const SESSION_LENGTH_PERCENTILE = 0.995;

/**
 * The evaluation that Serenade publishes its results with (its `evaluator`, github.com/bolcom/serenade):
 * train on one file, then for each session of another predict every next click from those before it,
 * the session's own last item taken out of the answer. Nothing is learned on the way.
 */
export function* playAsSerenade(
  train: readonly Click[],
  test: readonly Click[],
  model: Model,
  { n, clock }: Pick<Asking, 'n' | 'clock'>,
): Generator<Step> {
  for (const session of trainingSessions(train)) {
    for (const click of session) {
      model.learn(click);
      yield { click, answer: undefined };
    }
  }
  for (const session of sessionsOf(test)) {
    for (let i = 1; i < session.length; i++) {
      const click = session[i]!;
      const query = { session: session.slice(0, i), now: click.at };
      const answer = ask(model, query, click, { n: n + 1, clock });
      yield { click, answer: withoutLastItem(answer, n) };
    }
  }
}

/** One after another by their last click, so that the newest session is the one learned last. */
function trainingSessions(clicks: readonly Click[]): Click[][] {
  const sessions = sessionsOf(clicks);
  const lengths = sessions.map(distinctItems);
  const longest = percentile(lengths, SESSION_LENGTH_PERCENTILE);
  return sessions
    .filter((_, i) => lengths[i]! <= longest)
    .toSorted((a, b) => a.at(-1)!.at - b.at(-1)!.at);
}

/** Each in the order of time. */
function sessionsOf(clicks: readonly Click[]): Click[][] {
  const sessions = new Map<string, Click[]>();
  for (const click of clicks.toSorted((a, b) => a.at - b.at)) {
    const session = sessions.get(click.sessionId);
    if (session === undefined) sessions.set(click.sessionId, [click]);
    else session.push(click);
  }
  return [...sessions.values()];
}

function distinctItems(session: readonly Click[]): number {
  return new Set(session.map(({ itemId }) => itemId)).size;
}

function withoutLastItem(answer: Answer, n: number): Answer {
  const last = answer.query.session.at(-1)!.itemId;
  return { ...answer, items: answer.items.filter((item) => item !== last).slice(0, n) };
}
