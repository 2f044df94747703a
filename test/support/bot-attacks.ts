import { agents, pageHeaders } from './quarantine.ts';

export type Headers = Readonly<Record<string, string>>;
/** A visitor's browser at this address. */
export const from = (address: string): Headers => ({
  ...pageHeaders(agents.chrome),
  'x-forwarded-for': address,
});
const ownAddress = from('198.51.100.1');

export const view = (userId: string, itemId: string, more: object = {}) => ({
  type: 'view',
  userId,
  itemId,
  ...more,
});
export const many = <T>(count: number, make: (i: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

type Row = readonly [
  kind: string,
  name: string,
  events: readonly object[],
  headersOf: (request: number) => Headers,
  flagged: Readonly<Record<string, number>>,
];

const DAY_MS = 86_400_000;
/** What is posted, 50 events a request, and what of it is to be flagged for what. */
export const botAttacks: readonly Row[] = [
  [
    'bot',
    'a crawler that runs pages',
    [view('b1', 'tent')],
    () => pageHeaders(agents.googlebot),
    { agent: 1 },
  ],
  [
    'bot',
    'a tool that forges an origin',
    [view('b2', 'tent')],
    () => pageHeaders('curl/8.5.0'),
    { agent: 1 },
  ],
  [
    'bot',
    'a crawler that a server speaks for',
    [view('b3', 'tent', { context: { userAgent: agents.googlebot } })],
    () => ({}),
    { agent: 1 },
  ],
  [
    'bot',
    'a crawler whose event says it is Chrome',
    [view('b4', 'tent', { context: { userAgent: agents.chrome } })],
    () => pageHeaders(agents.googlebot),
    { agent: 1 },
  ],
  [
    'bot',
    'a browser without a window',
    [view('b5', 'tent')],
    () => pageHeaders(agents.headless),
    { headless: 1 },
  ],
  [
    'bot',
    'one that hides it from its name, not from its hints',
    [view('b6', 'tent')],
    () => ({ ...pageHeaders(agents.chrome), 'sec-ch-ua': '"HeadlessChrome";v="126"' }),
    { headless: 1 },
  ],
  [
    'bot',
    'one that says it was released',
    [view('b7', 'tent', { properties: { released: true }, context: { released: true } })],
    () => pageHeaders(agents.headless),
    { headless: 1 },
  ],
  [
    'flood',
    'one profile, 400 views at once',
    many(400, (i) => view('flood', `i${i}`)),
    () => ownAddress,
    { rate: 100 },
  ],
  [
    'flood',
    'the same, dated over a day',
    many(400, (i) =>
      view('dated', `i${i}`, { occurredAt: Date.now() - ((i * 7919) % 1440) * 60_000 }),
    ),
    () => ownAddress,
    { rate: 100 },
  ],
  [
    'flood',
    'one profile, as evenly as a clock',
    many(60, (i) => view('clock', `c${i}`, { occurredAt: Date.now() - DAY_MS / 2 + i * 5_000 })),
    () => ownAddress,
    { regular: 30 },
  ],
  [
    'item spam',
    'one visitor reloads an item 100 times',
    many(100, (i) =>
      view('reload', 'reloaded', { occurredAt: Date.now() - ((i * 7919) % 1440) * 60_000 }),
    ),
    () => from('198.51.100.2'),
    { repeat: 80 },
  ],
  [
    'item spam',
    'an order of a hundred lines, again and again',
    many(6, (n) => ({
      type: 'purchase',
      userId: 'orders',
      orderId: `o${n}`,
      items: many(100, (i) => ({ itemId: `l${n}-${i}` })),
    })),
    () => ownAddress,
    { rate: 3 },
  ],
  [
    'item spam',
    'a thousand forged visitors of one address',
    many(1_000, (i) => view(`forged-${i}`, 'spam-a')),
    () => from('203.0.113.7'),
    { source: 970 },
  ],
  [
    'item spam',
    'the same behind made up addresses',
    many(200, (i) => view(`made-${i}`, 'spam-b')),
    (n) => from(`192.0.2.${n}, 203.0.113.8`),
    { source: 170 },
  ],
  [
    'item spam',
    'the same from all over an IPv6 network',
    many(200, (i) => view(`six-${i}`, 'spam-c')),
    (n) => from(`2001:db8:1:2:${n}::1`),
    { source: 170 },
  ],
];
