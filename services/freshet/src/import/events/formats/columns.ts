import { invalidArguments } from '../../../command-line.ts';

/** Which column has what. */
const fields = [
  'item',
  'time',
  'user',
  'anonymous',
  'session',
  'type',
  'order',
  'quantity',
  'price',
  'value',
  'currency',
] as const;
export type Field = (typeof fields)[number];
export type TimeUnit = 's' | 'ms' | 'us' | 'text';

export interface EventColumns {
  readonly names: Partial<Readonly<Record<Field, string>>>;
  readonly timeUnit: TimeUnit;
}

/** Headers recognised without being told: those of `freshet replay`, and the fields of an event. */
const known: readonly EventColumns[] = [
  {
    names: { item: 'item_id', time: 'timestamp_ms', user: 'user_id', session: 'session_id' },
    timeUnit: 'ms',
  },
  { names: { item: 'ItemId', time: 'Time', session: 'SessionId' }, timeUnit: 's' },
];
const ownNames: Readonly<Record<Field, string>> = {
  item: 'itemId',
  time: 'occurredAt',
  user: 'userId',
  anonymous: 'anonymousId',
  session: 'sessionId',
  type: 'type',
  order: 'orderId',
  quantity: 'quantity',
  price: 'price',
  value: 'value',
  currency: 'currency',
};

/** Reads `item=…,time=…,time-unit=s|ms|us|text,…`. @throws FreshetError CONFIG_INVALID. */
export function parseEventColumns(text: string, usage: string): EventColumns {
  const names: Partial<Record<Field, string>> = {};
  let timeUnit: TimeUnit = 'text';
  for (const pair of text.split(',')) {
    const [field = '', name = ''] = pair.split(/=(.*)/s).map((part) => part.trim());
    if (field === 'time-unit' && isTimeUnit(name)) timeUnit = name;
    else if (isField(field) && name !== '') names[field] = name;
    else throw invalidArguments(`--columns has "${pair}"`, usage);
  }
  if (names.item && names.time && (names.user ?? names.anonymous ?? names.session))
    return { names, timeUnit };
  const what = `--columns needs item=…, time=… and one of user=…, anonymous=… and session=…, got "${text}"`;
  throw invalidArguments(what, usage);
}

const isField = (text: string): text is Field => (fields as readonly string[]).includes(text);
const isTimeUnit = (text: string): text is TimeUnit => ['s', 'ms', 'us', 'text'].includes(text);

export interface LocatedColumns {
  /** By field; absent for what the file does not have. */
  readonly at: ReadonlyMap<Field, number>;
  readonly timeUnit: TimeUnit;
  readonly count: number;
}

/** @throws Error naming the header and how to map it. */
export function locateEventColumns(
  header: readonly string[],
  given?: EventColumns,
): LocatedColumns {
  const { names, timeUnit } = given ?? recognised(header) ?? { names: {}, timeUnit: 'ms' as const };
  const pairs = Object.entries(names) as [Field, string][];
  const absent = pairs.filter(([, name]) => !header.includes(name)).map(([, name]) => name);
  if (pairs.length === 0 || absent.length > 0) {
    const what = absent.length > 0 ? `has no column ${absent.join(', ')}` : 'is not a known one';
    throw new Error(
      `the header "${header.join(',').slice(0, 200)}" ${what}; say which column is which with ` +
        '--columns item=…,time=…,time-unit=s|ms|us|text,user=…',
    );
  }
  const at = new Map(pairs.map(([field, name]) => [field, header.indexOf(name)]));
  return { at, timeUnit, count: header.length };
}

function recognised(header: readonly string[]): EventColumns | undefined {
  const fitting = known.find(({ names }) =>
    Object.values(names).every((name) => header.includes(name)),
  );
  if (fitting !== undefined) return fitting;
  const own = Object.entries(ownNames).filter(([, name]) => header.includes(name));
  const names = Object.fromEntries(own) as Partial<Record<Field, string>>;
  const isWhole = names.item && names.time && (names.user ?? names.anonymous ?? names.session);
  return isWhole ? { names, timeUnit: 'text' } : undefined;
}
