import type { AdminClient } from '../admin/client.ts';

/** As `GET /v1/admin/dead-letters` answers. */
export interface Letter {
  readonly offset: number;
  readonly filedAt: number;
  readonly status: string;
  readonly origin: {
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
    readonly group: string;
  };
  readonly step: string;
  readonly code: string;
  readonly message: string;
  readonly key: string | null;
  readonly bytes: number;
}

export interface WholeLetter extends Letter {
  readonly keyBase64: string | null;
  readonly valueBase64: string | null;
  /** Safe to be printed; null: it is no text. */
  readonly valueText: string | null;
  /** Of a row of another protocol: whose it would have been, and whether only its beginning was kept. */
  readonly site?: string;
  readonly isCut?: boolean;
}

export interface Redriven {
  readonly redriven: number;
  readonly already: number;
  readonly refused: number;
  readonly refusals: readonly { offset: number; code: string; message: string }[];
}

type Sent = Omit<Redriven, 'redriven'> & Record<LetterAddress['count'], number>;

interface Progress {
  readonly next: number | null;
  readonly end: number;
}

/** Where letters of a kind are found, and what sending them back is called there. */
export interface LetterAddress {
  readonly path: string;
  readonly sendBack: string;
  /** How many were sent back, in the answer. */
  readonly count: 'redriven' | 'released';
}

export const deadLetters: LetterAddress = {
  path: '/v1/admin/dead-letters',
  sendBack: 'redrive',
  count: 'redriven',
};
export const quarantine: LetterAddress = {
  path: '/v1/admin/quarantine',
  sendBack: 'release',
  count: 'released',
};

/** Letters that one answer holds. */
const PAGE_MAX = 100;

export const showLetter = (
  client: AdminClient,
  { path }: LetterAddress,
  offset: number,
): Promise<WholeLetter> => client.get(`${path}/${offset}`);

/** The first `n` letters, page by page. */
export async function* listLetters(
  client: AdminClient,
  { path }: LetterAddress,
  filters: object,
  n: number,
): AsyncGenerator<readonly Letter[]> {
  let left = n;
  for (let stretch: object | undefined = {}; stretch !== undefined && left > 0; ) {
    const query = toQuery({ ...filters, ...stretch, limit: Math.min(left, PAGE_MAX) });
    const page: Progress & { letters: Letter[] } = await client.get(path, query);
    left -= page.letters.length;
    stretch = rest(page);
    yield page.letters;
  }
}

/** Request after request, up to where the letters ended at the first. */
export async function redriveLetters(
  client: AdminClient,
  { path, sendBack, count }: LetterAddress,
  filters: object,
  n: number,
): Promise<Redriven> {
  let total: Redriven = { redriven: 0, already: 0, refused: 0, refusals: [] };
  for (let stretch: object | undefined = {}; stretch !== undefined; ) {
    const left = n - total.redriven - total.refused;
    if (left === 0) break;
    const step: Sent & Progress = await client.send('POST', `${path}/${sendBack}`, {
      ...filters,
      ...stretch,
      ...limited(left),
    });
    total = {
      redriven: total.redriven + step[count],
      already: total.already + step.already,
      refused: total.refused + step.refused,
      refusals: [...total.refusals, ...step.refusals].slice(0, PAGE_MAX),
    };
    stretch = rest(step);
  }
  return total;
}

export async function purgeLetters(
  client: AdminClient,
  { path }: LetterAddress,
  filters: object,
  n: number,
): Promise<{ readonly purged: number }> {
  let purged = 0;
  for (let stretch: object | undefined = {}; stretch !== undefined && purged < n; ) {
    const body = { ...filters, ...stretch, ...limited(n - purged) };
    const step: { purged: number } & Progress = await client.send('POST', `${path}/purge`, body);
    purged += step.purged;
    stretch = rest(step);
  }
  return { purged };
}

const rest = ({ next, end }: Progress) =>
  next === null ? undefined : { after: next, before: end };
const limited = (left: number) => (left === Infinity ? {} : { limit: left });

function toQuery(fields: Readonly<Record<string, unknown>>): URLSearchParams {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
  );
  return new URLSearchParams(pairs);
}
