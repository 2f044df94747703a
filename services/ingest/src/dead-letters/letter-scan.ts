import type { Topic } from '@freshet/events';
import type { Log } from '@freshet/stream';
import { type FiledLetter, filedLetter } from './filed-letter.ts';
import { isMeant, type LetterFilter } from './letter-filter.ts';
import type { Settlements } from './settlements.ts';

/** Letters that one request looks at; the next goes on behind them. */
export const SCAN_LETTERS_MAX = 10_000;

export interface LetterSource {
  readonly log: Log;
  readonly topic: Topic;
  readonly settlements: Settlements;
}

export interface LetterSelection {
  readonly filter: LetterFilter;
  /** Offset to begin at. */
  readonly after: number;
  /** Offset to stop before. */
  readonly before: number;
}

/** Takes some of the letters meant, in order; answers with how far it got. */
export type Visit = (
  letters: readonly FiledLetter[],
) => Promise<'more' | { readonly next: number }>;

/** How far a scan got. */
export interface Progress {
  /** Where another one goes on; null behind the last letter that there may be. */
  readonly next: number | null;
  /**
   * Where the letters ended. Whoever goes on stops before it, since a redriven letter that still cannot
   * be read comes back behind it.
   */
  readonly end: number;
}

/** Shows letters to `visit`, at most SCAN_LETTERS_MAX of the log's, holding one batch at a time. */
export async function scanLetters(
  { log, topic: { name: topic }, settlements }: LetterSource,
  selection: LetterSelection,
  visit: Visit,
): Promise<Progress> {
  const { from, end } = await boundsOf(log, topic, selection);
  const to = Math.min(end, from + SCAN_LETTERS_MAX);
  if (from >= to) return { next: null, end };
  const outcomes = await settlements.read(from, to);
  let next = to;
  await log.read({
    topic,
    partition: 0,
    from,
    to,
    async handle(records) {
      const letters = records
        .map((record) => filedLetter(record, outcomes.get(record.offset) ?? 'open'))
        .filter((letter) => isMeant(letter, selection.filter));
      if (letters.length === 0) return 'more';
      const progress = await visit(letters);
      if (progress === 'more') return 'more';
      ({ next } = progress);
      return 'enough';
    },
  });
  return { next: next < end ? next : null, end };
}

/** From the first to behind the last letter that the filter can mean. */
async function boundsOf(log: Log, topic: string, { filter, after, before }: LetterSelection) {
  const [{ start, end } = { start: 0, end: 0 }] = await log.admin.offsets(topic);
  const { from, to, offsets = [] } = filter;
  const at = async (moment: number) => (await log.admin.offsetsAt(topic, moment))[0]!.offset;
  const lower = [start, after, from === undefined ? 0 : await at(from)];
  const upper = [end, before, to === undefined ? end : await at(to)];
  if (offsets.length > 0) {
    lower.push(Math.min(...offsets));
    upper.push(Math.max(...offsets) + 1);
  }
  return { from: Math.max(...lower), end: Math.min(...upper) };
}
