import { count, str } from '@freshet/runtime';

/** Where the journal lies, and how much of it there may be. */
export const journalSettings = {
  JOURNAL_DIR: str({
    default: './data/journal',
    desc: "Folder of an ingest's journal, of one process and on a disk that outlives it.",
  }),
  JOURNAL_BYTES_MAX: count({
    default: 1024 * 1024 * 1024,
    desc: 'Bytes of the journal at which events are refused with 503; a tenth of it is taken in memory as well.',
  }),
};
