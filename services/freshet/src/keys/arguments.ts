import {
  isOriginRule,
  type KeyChange,
  type KeyWish,
  publishableScopes,
  scopeNames,
  withoutNulls,
} from '@freshet/access';
import { DEFAULT_SITE, SITE_PATTERN } from '@freshet/events';
import type { Scope } from '@freshet/runtime';
import { invalidArguments, parseOptions } from '../command-line.ts';
import { limitFlags, limitsIn, limitUsage, type LimitValues } from './limits.ts';

export const usage = `Usage: freshet keys create --publishable [--origins A,B] [options]
       freshet keys create --secret --scopes A,B [options]
       freshet keys list [--json]
       freshet keys change ID [--label L] [--origins A,B] [limits]
       freshet keys rotate ID [--grace T]
       freshet keys revoke ID
       freshet keys identity [--site S]

Keys say who may call what, and of which site. A key is shown once, as it is made. Running services take
a change within a second. The file is KEYS_FILE, or keys.json in DATA_DIR.

create      makes a key: a publishable one for pages, a secret one for servers
change      has a key be used as said from now on, with the secret that it has
rotate      makes another key like it, and lets the old one count for T longer
revoke      has a key count no more
identity    makes a secret with which your server signs who its users are (JWT, HS256, sub and exp);
            the one before it counts until the next is made

  --site S        the site that it is of (default ${DEFAULT_SITE}); secret keys: "*" for all
  --label L       what people know it by
  --scopes A,B    some of ${scopeNames.join(', ')}
  --origins A,B   pages that may use it: https://shop.example, https://*.shop.example; none: all;
                  with change "" makes it all
${limitUsage}  --expires T     90s, 30m, 12h, 7d from now; never without it
  --grace T       the same (default 24h)
  --json          one JSON object a line on standard output
`;

export interface CreateArguments extends Omit<KeyWish, 'expiresAt'> {
  readonly action: 'create';
  readonly expiresMs: number | null;
}

export type KeyArguments = { readonly json: boolean } & (
  | CreateArguments
  | { readonly action: 'list' }
  | ({ readonly action: 'change'; readonly id: string } & KeyChange)
  | { readonly action: 'rotate'; readonly id: string; readonly graceMs: number }
  | { readonly action: 'revoke'; readonly id: string }
  | { readonly action: 'identity'; readonly site: string }
);

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const own = {
  create: [
    'publishable',
    'secret',
    'site',
    'label',
    'scopes',
    'origins',
    'expires',
    ...Object.keys(limitFlags),
  ],
  list: [],
  change: ['label', 'origins', ...Object.keys(limitFlags)],
  rotate: ['grace'],
  revoke: [],
  identity: ['site'],
} as const;
const options = {
  publishable: flag,
  secret: flag,
  json: flag,
  site: text,
  label: text,
  scopes: text,
  origins: text,
  expires: text,
  grace: text,
  ...limitFlags,
} as const;

/** The command line; undefined where the usage was asked for. @throws FreshetError CONFIG_INVALID. */
export function parseKeyArguments(args: string[]): KeyArguments | undefined {
  const { values, positionals } = parseOptions(args, options, usage);
  if (values.help) return undefined;
  const [action = '', id, ...more] = positionals;
  if (!isAction(action)) throw invalid(`there is ${Object.keys(own).join(', ')}, got "${action}"`);
  const stranger = Object.entries(values).find(
    ([name, value]) =>
      value !== false && !['json', ...own[action]].includes(name) && value !== undefined,
  );
  if (stranger !== undefined) throw invalid(`--${stranger[0]} does not belong to ${action}`);
  const takesId = action === 'rotate' || action === 'revoke' || action === 'change';
  if (more.length > 0 || takesId !== (id !== undefined)) {
    throw invalid(`${action} takes ${takesId ? 'one ID' : 'no ID'}`);
  }
  const { json } = values;
  if (action === 'list') return { action, json };
  if (action === 'identity') return { action, json, site: siteIn(values.site, false) };
  if (action === 'change') return { action, json, id: id!, ...change(values) };
  if (action === 'revoke') return { action, json, id: id! };
  if (action === 'rotate') {
    return { action, json, id: id!, graceMs: duration('grace', values.grace ?? '24h') };
  }
  return { json, ...creation(values) };
}

interface CreateValues extends LimitValues {
  readonly publishable: boolean;
  readonly secret: boolean;
  readonly site?: string | undefined;
  readonly label?: string | undefined;
  readonly scopes?: string | undefined;
  readonly origins?: string | undefined;
  readonly expires?: string | undefined;
}

function creation(values: CreateValues): CreateArguments {
  const { publishable, secret, expires } = values;
  if (publishable === secret) throw invalid('create takes either --publishable or --secret');
  const site = siteIn(values.site, secret);
  const origins = originsIn(values.origins) ?? [];
  if (secret && origins.length > 0) throw invalid('--origins are of publishable keys');
  const limits = withoutNulls(limitsIn(values, invalid) ?? {});
  return {
    action: 'create',
    kind: publishable ? 'publishable' : 'secret',
    site,
    label: labelIn(values.label) ?? '',
    scopes: scopesIn(values.scopes, publishable),
    origins,
    ...(limits !== undefined && { limits }),
    expiresMs: expires === undefined ? null : duration('expires', expires),
  };
}

function change(values: CreateValues): KeyChange {
  const label = labelIn(values.label);
  const origins = originsIn(values.origins);
  const limits = limitsIn(values, invalid);
  if (label === undefined && origins === undefined && limits === undefined) {
    throw invalid('change takes at least one of --label, --origins and the limits');
  }
  return {
    ...(label !== undefined && { label }),
    ...(origins !== undefined && { origins }),
    ...(limits !== undefined && { limits }),
  };
}

function labelIn(given: string | undefined): string | undefined {
  if (given === undefined || given.length <= 128) return given;
  throw invalid('--label has more than 128 characters');
}

function originsIn(given: string | undefined): readonly string[] | undefined {
  if (given === undefined) return undefined;
  const origins = listed(given);
  const odd = origins.find((origin) => !isOriginRule(origin));
  if (odd !== undefined) throw invalid(`--origins takes https://host[:port], got "${odd}"`);
  return origins;
}

function siteIn(site: string = DEFAULT_SITE, mayBeAll: boolean): string {
  if (new RegExp(SITE_PATTERN).test(site) || (mayBeAll && site === '*')) return site;
  throw invalid(`--site must be the name of a site: a–z, 0–9 and -, got "${site}"`);
}

function scopesIn(given: string | undefined, publishable: boolean): readonly Scope[] {
  if (given === undefined && publishable) return publishableScopes;
  const known = publishable ? publishableScopes : scopeNames;
  const names = listed(given);
  const odd = names.find((name) => !known.includes(name as Scope));
  if (names.length > 0 && odd === undefined) return [...new Set(names as Scope[])];
  throw invalid(`--scopes takes some of ${known.join(', ')}, got "${given ?? ''}"`);
}

const listed = (given: string | undefined) => given?.split(',').filter(Boolean) ?? [];

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function duration(name: string, given: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(given) ?? [];
  if (digits !== '') return Number(digits) * units[unit]!;
  throw invalid(`--${name} must be a number with one of s, m, h, d; got "${given}"`);
}

const isAction = (name: string): name is keyof typeof own => Object.hasOwn(own, name);
const invalid = (what: string) => invalidArguments(what, usage);
