import { Refusals } from '../report.ts';

/** What became of a feed in one run. */
export class FeedTally {
  /** Entries of the feed. */
  read = 0;
  sent = 0;
  unchanged = 0;
  /** No longer in the feed. */
  gone = 0;
  /** Of those that are gone. */
  deleted = 0;
  readonly refusals = new Refusals();

  summary(seconds: number): string {
    const { read, sent, unchanged, gone, deleted, refusals } = this;
    const kept = gone - deleted;
    return (
      `${read} items read: ${sent} sent, ${unchanged} unchanged, ${refusals.count} refused; ` +
      `${deleted} deleted, ${kept} gone from the feed and kept; ${seconds.toFixed(1)} s\n` +
      refusals.text()
    );
  }

  json(seconds: number): string {
    const { read, sent, unchanged, gone, deleted, refusals } = this;
    const reasons = Object.fromEntries(refusals.reasons);
    const figures = { read, sent, unchanged, refused: refusals.count, gone, deleted, seconds };
    return `${JSON.stringify({ ...figures, reasons })}\n`;
  }
}
