import { answersCodec, type LoggedAnswer, type LoggedItem } from './answers.ts';
import { float32, float64, TextColumn, uint16 } from './growing-columns.ts';

/**
 * Answers on their way into one record of `recommendation.answers`. What is added is copied at once, so
 * that nothing of an answer outlives it: thousands of them, held until their record is written, are what
 * a collector would otherwise move about.
 */
export class AnswerBatch {
  #count = 0;
  readonly #recommIds = new TextColumn();
  readonly #sites = new TextColumn();
  readonly #userIds = new TextColumn();
  readonly #anonymousIds = new TextColumn();
  readonly #at = float64();
  readonly #scenarios = new TextColumn();
  readonly #strategies = new TextColumn();
  readonly #experiments = new TextColumn();
  readonly #variants = new TextColumn();
  readonly #pages = new TextColumn();
  readonly #sizes = uint16();
  readonly #itemIds = new TextColumn();
  readonly #scores = float32();
  readonly #propensities = float32();
  #isCertain = true;

  get count(): number {
    return this.#count;
  }

  /** About the length of the record, what a handful of answers have beside their lists left out. */
  get bytes(): number {
    return (
      this.#recommIds.bytes + this.#itemIds.bytes + this.#scores.bytes + this.#propensities.bytes
    );
  }

  add(answer: LoggedAnswer): void {
    this.#count++;
    this.#recommIds.add(answer.recommId);
    this.#sites.add(answer.site);
    this.#userIds.add(answer.userId);
    this.#anonymousIds.add(answer.anonymousId);
    this.#at.add(answer.at);
    this.#scenarios.add(answer.scenario);
    this.#strategies.add(answer.strategy);
    this.#experiments.add(answer.experiment);
    this.#variants.add(answer.variant);
    this.#pages.add(answer.page);
    this.#addItems(answer.items);
  }

  #addItems(items: readonly LoggedItem[]): void {
    this.#sizes.add(items.length);
    if (items.length > 0) this.#itemIds.add(items.map(({ itemId }) => itemId).join('\n'));
    for (const { score, propensity = 1 } of items) {
      this.#scores.add(score ?? Number.NaN);
      this.#propensities.add(propensity);
      if (propensity !== 1) this.#isCertain = false;
    }
  }

  /** The record; the batch is empty afterwards. */
  take(): Buffer {
    const propensities = this.#propensities.take();
    const record = answersCodec.encode({
      recommIds: this.#recommIds.take(),
      sites: this.#sites.take(),
      userIds: this.#userIds.take(),
      anonymousIds: this.#anonymousIds.take(),
      at: this.#at.take(),
      scenarios: this.#scenarios.take(),
      strategies: this.#strategies.take(),
      experiments: this.#experiments.take(),
      variants: this.#variants.take(),
      pages: this.#pages.take(),
      sizes: this.#sizes.take(),
      itemIds: this.#itemIds.take(),
      scores: this.#scores.take(),
      propensities: this.#isCertain ? Buffer.alloc(0) : propensities,
    });
    this.#count = 0;
    this.#isCertain = true;
    return record;
  }
}
