import type { IntakeAnswer } from '../../intake/client.ts';
import type { HistoryTally } from '../../intake/send-history.ts';
import { Refusals } from '../report.ts';
import type { EventPosting, OtherRow } from './rows.ts';

/** What became of the rows of one import. */
export class EventsTally implements HistoryTally<EventPosting, OtherRow> {
  /** Rows read, sent or not. */
  rows = 0;
  accepted = 0;
  /** Rows that say nothing that concerns us. */
  passedOver = 0;
  readonly refusals = new Refusals();

  broken({ place, refusal }: OtherRow): void {
    this.rows++;
    if (refusal === undefined) this.passedOver++;
    else this.refusals.add(place, refusal);
  }

  sent(): void {
    this.rows++;
  }

  answered(batch: readonly EventPosting[], { accepted, rejected }: IntakeAnswer): void {
    this.accepted += accepted;
    for (const rejection of rejected) {
      this.refusals.add(batch[rejection.index]?.place ?? '', rejection);
    }
  }

  summary(seconds: number): string {
    const { rows, accepted, passedOver, refusals } = this;
    const rate = Math.round(accepted / seconds);
    return (
      `${rows} rows: ${accepted} events accepted, ${passedOver} of no concern, ${refusals.count} refused; ` +
      `${seconds.toFixed(1)} s, ${rate} events/s\n${refusals.text()}`
    );
  }

  json(seconds: number): string {
    const { rows, accepted, passedOver, refusals } = this;
    const reasons = Object.fromEntries(refusals.reasons);
    const figures = { rows, accepted, passedOver, refused: refusals.count, seconds };
    return `${JSON.stringify({ ...figures, reasons })}\n`;
  }
}
