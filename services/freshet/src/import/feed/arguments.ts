import { invalidArguments, parseCommandLine } from '../../command-line.ts';

export const usage = `Usage: freshet import feed SOURCE... [options]

Puts a shop's feed into the catalogue: Google Merchant XML (RSS or Atom) or text, JSON lines of items as
POST /v1/items takes them, or a products.json of Shopify; a file or an http address, gzipped or not.
Several are one feed, such as the pages of a products.json.
Only what has changed since the last run of the same feed is sent.

  --url URL        the instance to post to (default http://127.0.0.1:8080)
  --gone WHAT      keep (default) or delete what an earlier run sent and the feed no longer has
  --delete-most    delete it even if it is more than half of them
  --all            send everything, also what has not changed
  --name NAME      what this feed is called from run to run (default: its paths or addresses)
  --currency CODE  of prices that have none, such as EUR
  --shop-url URL   where the shop's pages are, for a products.json from a file
  --json           the report as one JSON object

FRESHET_KEY in the environment holds a key with the scope catalogue, where there are keys. DATA_DIR is
the folder that keeps what was sent.
`;

export interface FeedArguments {
  readonly sources: readonly string[];
  readonly url: string;
  readonly gone: 'keep' | 'delete';
  readonly deleteMost: boolean;
  readonly all: boolean;
  readonly name: string | undefined;
  readonly currency: string | undefined;
  readonly shopUrl: string | undefined;
  readonly json: boolean;
}

/** The command line; undefined where the usage was asked for. @throws FreshetError CONFIG_INVALID. */
export function parseFeedArguments(args: string[]): FeedArguments | undefined {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseCommandLine(
    args,
    {
      gone: { type: 'string', default: 'keep' },
      'delete-most': flag,
      all: flag,
      name: text,
      currency: text,
      'shop-url': text,
      json: flag,
    },
    usage,
  );
  if (values.help) return undefined;
  if (positionals.length === 0) throw invalid('import feed takes at least one SOURCE');
  const { gone, currency, 'shop-url': shopUrl } = values;
  if (gone !== 'keep' && gone !== 'delete') {
    throw invalid(`--gone must be keep or delete, got "${gone}"`);
  }
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) {
    throw invalid(`--currency must be a code such as EUR, got "${currency}"`);
  }
  if (shopUrl !== undefined && !URL.canParse(shopUrl)) {
    throw invalid(`--shop-url must be a URL, got "${shopUrl}"`);
  }
  const { url, all, name, json, 'delete-most': deleteMost } = values;
  return { sources: positionals, url, gone, deleteMost, all, name, currency, shopUrl, json };
}

const invalid = (what: string) => invalidArguments(what, usage);
