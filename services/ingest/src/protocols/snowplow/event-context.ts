import { JSON_BYTES_MAX } from '@freshet/events';
import { fitting } from '../../fitted-object.ts';
import { type Row, said } from './row.ts';
import type { SelfDescribing } from './self-describing.ts';

const ADDRESS_CHARS_MAX = 1_000;
const CHARS_MAX = 256;
/** Bytes of JSON around all that stands in a context, entities included: its names, quotes and commas. */
const BYTES_OF_NAMES_MAX = 400;

/** What of a request goes into the context of its events. */
export interface Sender {
  /** The browser that sent it. */
  readonly agent?: string | undefined;
}

/** Where it happened and by what, by the names that our tag uses; then the entities, as many as there is room for. */
export function contextOf(
  row: Row,
  { agent }: Sender,
  { schema, entities }: { schema?: string | undefined; entities: readonly SelfDescribing[] },
): Row | undefined {
  const isPage = row.e === 'pv';
  const context = {
    url: clipped(row.url, ADDRESS_CHARS_MAX),
    referrer: clipped(row.refr, ADDRESS_CHARS_MAX),
    title: clipped(row.page),
    campaign: isPage ? campaignOf(row.url) : undefined,
    language: clipped(row.lang),
    timezone: clipped(row.tz),
    screen: clipped(row.res),
    viewport: clipped(row.vp),
    userAgent: clipped(row.ua) ?? (isPage && row.p === 'web' ? clipped(agent) : undefined),
    platform: clipped(row.p),
    app: clipped(row.aid),
    tracker: clipped(row.tv),
    schema,
    entities: entities.length === 0 ? undefined : entities.map(told),
  };
  if (entities.length === 0) return said(context);
  // Most are far too short to be measured, which takes as long as to write them. Others are cut once, not by
  // each act of the row that has it.
  return bytesAtMost(context, row) <= JSON_BYTES_MAX ? context : fitting(context, JSON_BYTES_MAX);
}

const told = ({ schema, data }: SelfDescribing) => ({ schema, data });

/** Of a context's JSON: a character can grow to six bytes, as an escape or a number written without exponent. */
function bytesAtMost(context: Row, { cx, co, url }: Row): number {
  // A character of base64 is three quarters of a byte.
  const ofEntities = lengthOf(cx) * 4 + lengthOf(co) * 6;
  // The campaign is a part of the address.
  let chars = lengthOf(url);
  for (const name in context) chars += lengthOf(context[name]);
  return ofEntities + chars * 6 + BYTES_OF_NAMES_MAX;
}

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0);

function clipped(value: unknown, charsMax = CHARS_MAX): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, charsMax) : undefined;
}

function campaignOf(url: unknown): Row | undefined {
  if (typeof url !== 'string' || !url.includes('utm_') || !URL.canParse(url)) return undefined;
  const { searchParams } = new URL(url);
  const [source, medium, name] = ['source', 'medium', 'campaign'].map((part) =>
    clipped(searchParams.get(`utm_${part}`)),
  );
  return said({ source, medium, name });
}
