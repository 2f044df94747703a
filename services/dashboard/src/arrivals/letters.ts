import { type DeadLetter, deadLetterCodec, topics } from '@freshet/events';
import type { Follower, Log, LogRecord } from '@freshet/stream';
import type { RecordPlace } from './arrivals.ts';

/** Letters that are remembered, the newest, about 300 bytes each. */
const LETTERS_MAX = 5_000;
/** How old letters are that are looked at, in ms. */
const LETTERS_MS = 86_400_000;

/** Why a record could not be processed by whom, without what was in it. */
export interface Letter extends Pick<DeadLetter, 'group' | 'code'>, RecordPlace {
  /** Epoch ms. */
  readonly at: number;
}

export interface Letters {
  /** Of one record; each group that failed on it has written one. */
  of(place: RecordPlace): readonly Letter[];
  /** Written from `from` to before `to`. */
  between(from: number, to: number): readonly Letter[];
  close(): Promise<void>;
}

/** Follows `dead.letters`, from a day before. */
export async function followLetters(
  log: Log,
  now: number,
  onFatal: (error: Error) => void,
): Promise<Letters> {
  const letters: Letter[] = [];
  await log.admin.ensureTopics([topics.deadLetters]);

  function record({ value }: LogRecord): void {
    const letter = value === null ? undefined : letterIn(value);
    if (letter === undefined) return;
    letters.push(letter);
    if (letters.length > LETTERS_MAX) letters.shift();
  }

  const following = { topic: topics.deadLetters.name, since: now - LETTERS_MS };
  const follower: Follower = await log.follow({ ...following, record, onFatal });
  return {
    of: ({ topic, partition, offset }) =>
      letters.filter(
        (letter) =>
          letter.topic === topic && letter.partition === partition && letter.offset === offset,
      ),
    between: (from, to) => letters.filter(({ at }) => at >= from && at < to),
    close: () => follower.close(),
  };
}

/** What is no letter hides no other. */
function letterIn(value: Uint8Array): Letter | undefined {
  try {
    const { topic, partition, offset, group, code, at } = deadLetterCodec.decode(value);
    return { topic, partition, offset, group, code, at };
  } catch {
    return undefined;
  }
}
