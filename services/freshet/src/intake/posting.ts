/** One row of what is imported, ready to be sent. */
export interface Posting {
  /** Data rows count from 0. */
  readonly row: number;
  /** Rows of one profile must arrive in order. */
  readonly profile: string;
  /** What is sent, as JSON. */
  readonly json: string;
}
