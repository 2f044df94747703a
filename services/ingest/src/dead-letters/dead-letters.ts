import { liveEventTopic, type Log, type Namespaces } from '@freshet/stream';
import { type FiledLetter, shownStatuses } from './filed-letter.ts';
import type { LetterBox } from './letter-box.ts';
import { type LetterSelection, type Progress, scanLetters } from './letter-scan.ts';
import { type Refusal, sendBack } from './redrive.ts';
import type { Judging } from './row-again.ts';
import { createSettlements } from './settlements.ts';

/** Refusals that one answer names; the rest is only counted. */
const REFUSALS_SHOWN_MAX = 100;
const everything: LetterSelection = {
  filter: { statuses: shownStatuses },
  after: 0,
  before: Infinity,
};

/** Which letters a request is about, and how many at most. */
export interface LetterRequest extends LetterSelection {
  readonly limit: number;
}

export interface LetterPage extends Progress {
  readonly letters: readonly FiledLetter[];
}

export interface Redriven extends Progress {
  readonly redriven: number;
  /** Meant, but redriven before: left as they are. */
  readonly already: number;
  readonly refused: number;
  readonly refusals: readonly Refusal[];
}

export interface Purged extends Progress {
  readonly purged: number;
}

export interface DeadLettersOptions {
  readonly box: LetterBox;
  readonly log: Log;
  readonly namespaces: Pick<Namespaces, 'plan'>;
  readonly judging: Judging;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** What operators do with `dead.letters`, or another box of letters. */
export interface DeadLetters {
  list(request: LetterRequest): Promise<LetterPage>;
  show(offset: number): Promise<FiledLetter | undefined>;
  /**
   * Sends letters back and then notes that it did; rows that were refused are judged anew. A crash in between
   * repeats it, and so may a second process at the same moment: then the profile's ring of event ids drops the
   * second copy.
   */
  redrive(request: LetterRequest): Promise<Redriven>;
  /** Hides letters for good, and removes them where nothing before them is left. */
  purge(request: LetterRequest): Promise<Purged>;
}

export function createDeadLetters(options: DeadLettersOptions): DeadLetters {
  const { box, log, namespaces, judging, clock } = options;
  const topic = box.letters.name;
  const settlements = createSettlements(log, box.settled, clock);
  const source = { log, topic: box.letters, settlements };
  const inTurn = oneAtATime();

  async function list({ limit, ...selection }: LetterRequest): Promise<LetterPage> {
    const letters: FiledLetter[] = [];
    const progress = await scanLetters(source, selection, async (meant) => {
      letters.push(...meant.slice(0, limit - letters.length));
      return letters.length < limit ? 'more' : { next: letters.at(-1)!.offset + 1 };
    });
    return { letters, ...progress };
  }

  async function redrive({ limit, ...selection }: LetterRequest): Promise<Redriven> {
    const { plan } = namespaces;
    const live = liveEventTopic(plan);
    await log.admin.ensureTopics([live]);
    const total = { redriven: 0, already: 0, refused: 0 };
    const refusals: Refusal[] = [];
    const progress = await scanLetters(source, selection, async (meant) => {
      const taken = takeOpen(meant, limit - total.redriven - total.refused);
      const sent = await sendBack({ log, liveTopic: live.name, judging }, taken.open);
      await settlements.settle(sent.redriven, box.sentBack);
      if (sent.failure !== undefined) throw sent.failure;
      total.redriven += sent.redriven.length;
      total.refused += sent.refused.length;
      total.already += taken.settled;
      refusals.push(...sent.refused.slice(0, REFUSALS_SHOWN_MAX - refusals.length));
      return taken.next === undefined ? 'more' : { next: taken.next };
    });
    return { ...total, refusals, ...progress };
  }

  async function purge({ limit, ...selection }: LetterRequest): Promise<Purged> {
    let purged = 0;
    const progress = await scanLetters(source, selection, async (meant) => {
      const gone = meant.slice(0, limit - purged).map(({ offset }) => offset);
      await settlements.settle(gone, 'purged');
      purged += gone.length;
      return purged < limit ? 'more' : { next: gone.at(-1)! + 1 };
    });
    if (purged > 0) await removePurged();
    return { purged, ...progress };
  }

  /** Space comes back up to the first letter that is still shown. */
  async function removePurged(): Promise<void> {
    // Before the list: a letter that comes in behind it must stay.
    const [before] = await log.admin.offsets(topic);
    const { letters, next } = await list({ ...everything, limit: 1 });
    const offset = letters[0]?.offset ?? next ?? before!.end;
    await log.admin.trim(topic, { partition: 0, offset });
    const [kept] = await log.admin.offsets(topic);
    await settlements.cut(kept!.start);
  }

  return {
    list,
    async show(offset) {
      const filter = { ...everything.filter, offsets: [offset] };
      const { letters } = await list({ ...everything, filter, limit: 1 });
      return letters[0];
    },
    redrive: (request) => inTurn(() => redrive(request)),
    purge: (request) => inTurn(() => purge(request)),
  };
}

/** The first `max` open letters, and how many of those before and among them were settled. */
function takeOpen(letters: readonly FiledLetter[], max: number) {
  const open: FiledLetter[] = [];
  for (const [i, letter] of letters.entries()) {
    if (letter.status === 'open') open.push(letter);
    if (open.length === max) return { open, settled: i + 1 - max, next: letter.offset + 1 };
  }
  return { open, settled: letters.length - open.length, next: undefined };
}

/** Two redrives at once would both find the same letters open. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
