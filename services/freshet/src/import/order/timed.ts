/** A text of one line, without blanks around it, that has a time, in epoch ms. */
export interface Timed {
  readonly at: number;
  readonly text: string;
}
