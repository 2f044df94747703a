/** How far the newest back-up of a running instance is, as its admin interface says. */
export interface BackupProgress {
  readonly path: string;
  readonly status: 'running' | 'done' | 'failed';
  /** Bytes written so far. */
  readonly bytes: number;
  /** Bytes that there can be at most. */
  readonly bytesMax: number;
  /** Why it failed. */
  readonly message?: string;
}
