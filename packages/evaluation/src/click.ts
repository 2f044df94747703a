/** One visit of an item, as a file of clicks tells of it. */
export interface Click {
  /** Of its session, whatever the visitor is called. */
  readonly sessionId: string;
  /** The session's id where nothing says who the visitor is. */
  readonly userId: string;
  readonly itemId: string;
  /** Epoch ms. */
  readonly at: number;
  /** Where its item stood in the answer that led to it, from 1; undefined: none did. */
  readonly position?: number;
}
