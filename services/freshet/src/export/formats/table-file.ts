import type { Row } from '../table.ts';

/** A file that rows are added to. What has been added is whole on disk once `finish` resolves. */
export interface TableFile {
  /** `bytes`: how large they were in the log. */
  add(rows: readonly Row[], bytes: number): Promise<void>;
  finish(): Promise<void>;
}
