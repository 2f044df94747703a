/** Records that cannot be read are kept to be shown up to so many; all of them are counted. */
const SAMPLES_MAX = 10;

/** What became of an export. */
export class ExportTally {
  /** Records read. */
  records = 0;
  rows = 0;
  unreadables = 0;
  /** Visitors of whom there was no more room to know what they did before. */
  forgotten = 0;
  readonly #samples: string[] = [];
  readonly #files: string[] = [];

  passed(records: number): void {
    this.records += records;
  }

  unreadable(place: string, { message }: Error): void {
    this.unreadables++;
    if (this.#samples.length < SAMPLES_MAX) this.#samples.push(`  ${place}: ${message}\n`);
  }

  written(path: string, rows: number): void {
    this.rows += rows;
    this.#files.push(`  ${path}: ${rows} rows\n`);
  }

  kept(path: string): void {
    this.#files.push(`  ${path}: there already\n`);
  }

  summary(seconds: number): string {
    const unread = this.unreadables === 0 ? '' : `${this.unreadables} records cannot be read:\n`;
    return (
      `${this.rows} rows of ${this.records} records in ${seconds.toFixed(1)} s\n` +
      this.#files.join('') +
      (this.forgotten === 0 ? '' : `${this.forgotten} visitors were too many at once\n`) +
      unread +
      this.#samples.join('')
    );
  }
}
