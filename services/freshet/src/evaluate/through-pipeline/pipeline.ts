import type { Click, Query } from '@freshet/evaluation';
import { pause } from '../../intake/backoff.ts';
import { batchBody, takeBatch } from '../../intake/batch.ts';
import type { Posting } from '../../intake/posting.ts';
import { createIntakeClient } from '../../intake/client.ts';
import { answerOf, refused } from './answer.ts';
import { createStanding, type Standing } from './standing.ts';

/** Time between two looks at how far the pipeline is, in ms. */
const LOOK_MS = 15;
/** A pipeline that has work and does none of it for so long will not do it, in ms. */
const STANDSTILL_MS_MAX = 60_000;
/**
 * Boards may be so old when samples are made from them, in ms: a second, and longer where they take long
 * to make. That is nothing to a site, but in a file hours may have passed: clicks come that much later
 * than the last samples were made.
 */
const BOARD_AGE_MS_MIN = 2_000;
/** On a machine that is busy, where boards take long to make, so do clicks to take effect. */
const BOARD_AGE_PER_EFFORT = 4;
/** Name of the imported history. */
const SOURCE = 'evaluation';

export interface Addresses {
  /** Where events go. */
  readonly ingestUrl: string;
  /** Where recommendations come from. */
  readonly apiUrl: string;
}

/** A deployment as the evaluation uses it: by HTTP alone. */
export class Pipeline {
  readonly #addresses: Addresses;
  readonly #signal: AbortSignal;
  readonly #intake: ReturnType<typeof createIntakeClient>;
  readonly #standing: ReturnType<typeof createStanding>;
  #posted = 0;
  #boardAgeMs = BOARD_AGE_MS_MIN;
  /** When the last samples had been made. */
  #sampledAt = Number.NEGATIVE_INFINITY;

  /** `signal` ends whatever is under way. */
  constructor(addresses: Addresses, signal: AbortSignal) {
    this.#addresses = addresses;
    this.#signal = signal;
    this.#intake = createIntakeClient({ url: addresses.ingestUrl });
    this.#standing = createStanding(addresses.apiUrl, signal);
  }

  /** @throws FreshetError EVALUATION_REFUSED when it has events; ADMIN_REFUSED. */
  async checkEmpty(): Promise<void> {
    const { events } = await this.#standing.groups();
    if (events === 0) return;
    throw refused(
      `The deployment at ${this.#addresses.apiUrl} holds ${events} events. An evaluation needs one ` +
        'that is empty: other topics (KAFKA_PREFIX) and another Redis, or an empty DATA_DIR',
    );
  }

  /**
   * Posts clicks and waits until all of them have taken effect on what is answered.
   * @throws FreshetError EVALUATION_REFUSED, IMPORT_REFUSED, ADMIN_REFUSED; the signal's reason.
   */
  async learn(clicks: readonly Click[]): Promise<void> {
    const early = this.#sampledAt + this.#boardAgeMs - performance.now();
    if (early > 0) await pause(early, this.#signal);
    // One request after another: the log has the clicks in their order, and mostly all at once.
    const queue = clicks.map((click) => postedClick(click, this.#posted++));
    while (queue.length > 0) {
      const body = batchBody(takeBatch(queue), SOURCE);
      const { rejected } = await this.#intake.post(body, this.#signal);
      if (rejected.length > 0) throw refused(`A click was not accepted: ${rejected[0]!.message}`);
    }
    await this.#untilApplied();
  }

  /** @throws FreshetError EVALUATION_REFUSED; the signal's reason. */
  async rank({ session, now }: Query, n: number): Promise<readonly string[]> {
    const url = new URL('/v1/recommendations', this.#addresses.apiUrl);
    const { userId } = session[0]!;
    url.search = String(
      new URLSearchParams({ userId, n: String(n), scenario: 'raw', at: String(now) }),
    );
    const answer = await answerOf(url, this.#signal);
    const { items, degraded } = JSON.parse(answer) as {
      items: readonly { itemId: string }[];
      degraded?: boolean;
    };
    if (degraded === true) throw refused(`${url.origin} cannot read its store`);
    return items.map(({ itemId }) => itemId);
  }

  /**
   * Profiles make signals and samples, items and the ranker make what the API follows: each is looked
   * at once the one before it is through, or what is still on its way between two would be missed.
   */
  async #untilApplied(): Promise<void> {
    const { groups, tables } = this.#standing;
    const startedAt = performance.now();
    await this.#until(async () => {
      const { events, lags } = await groups();
      return Math.max(0, this.#posted - events) + (lags['profiles'] ?? 0);
    }, 'events to go into profiles');
    this.#sampledAt = performance.now();
    await this.#until(async () => sum(await groups()), 'records to go into items and ranker');
    await this.#until(tables, 'records to go into the tables of the API');
    const effortMs = performance.now() - startedAt;
    this.#boardAgeMs = Math.max(BOARD_AGE_MS_MIN, BOARD_AGE_PER_EFFORT * effortMs);
  }

  /** Looks until nothing is left. @throws FreshetError EVALUATION_REFUSED at a standstill. */
  async #until(left: () => Promise<number>, what: string): Promise<void> {
    let before = Number.NaN;
    for (let movedAt = performance.now(); ; await pause(LOOK_MS, this.#signal)) {
      const now = await left();
      if (now === 0) return;
      if (now !== before) movedAt = performance.now();
      else if (performance.now() - movedAt > STANDSTILL_MS_MAX) {
        throw refused(`For ${STANDSTILL_MS_MAX / 1000} s there were ${now} ${what}`);
      }
      before = now;
    }
  }
}

const sum = ({ lags }: Standing) => Object.values(lags).reduce((total, lag) => total + lag, 0);

/**
 * The click as history, whose place in it is its number: so it counts once, and at its own time. Its id
 * decides which candidates the ranker is shown, so it is that which FreshetModel gives it.
 */
function postedClick({ userId, sessionId, itemId, at }: Click, number: number): Posting {
  const id = String(number);
  const event = { id, type: 'click', userId, sessionId, itemId, occurredAt: at, sequence: number };
  return { row: number, profile: userId, json: JSON.stringify(event) };
}
