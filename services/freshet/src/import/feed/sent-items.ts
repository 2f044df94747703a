import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { FreshetError } from '@freshet/runtime';

/** Items of one feed; each takes about 100 bytes of memory. */
export const FEED_ITEMS_MAX = 2_000_000;

/** Characters of a digest: 96 bits, so that two contents of an item are never taken for one. */
const DIGEST_CHARACTERS = 16;
const LINES_A_WRITE = 10_000;

/** What makes a feed the same one from run to run. */
export interface FeedName {
  /** Of the source, or what the operator calls it. */
  readonly feed: string;
  /** The instance. */
  readonly url: string;
  /** Which site it is, by its key. */
  readonly key: string;
}

/**
 * What an instance has of a feed: each item's id with a digest of what was accepted last. Kept in a
 * file between runs, so that a run sends only what changed and knows what has gone.
 */
export class SentItems {
  readonly #path: string;
  readonly #digests: Map<string, string>;

  private constructor(path: string, digests: Map<string, string>) {
    this.#path = path;
    this.#digests = digests;
  }

  /** Empty for a feed that is new here. @throws FreshetError IMPORT_STATE_UNREADABLE. */
  static async open(dataDir: string, name: FeedName): Promise<SentItems> {
    const id = createHash('sha256')
      .update(JSON.stringify([name.feed, name.url, name.key]))
      .digest('hex');
    const path = join(dataDir, `feed-${id.slice(0, 16)}.jsonl`);
    return new SentItems(path, await readDigests(path));
  }

  get size(): number {
    return this.#digests.size;
  }

  ids(): Iterable<string> {
    return this.#digests.keys();
  }

  has(itemId: string, digest: string): boolean {
    return this.#digests.get(itemId) === digest;
  }

  set(itemId: string, digest: string): void {
    this.#digests.set(itemId, digest);
  }

  /** The next run sends all of it; what has gone is still known. */
  forget(): void {
    for (const itemId of this.#digests.keys()) this.#digests.set(itemId, '');
  }

  delete(itemId: string): void {
    this.#digests.delete(itemId);
  }

  /** Written beside and renamed, so that a crash leaves the old one or the new one. */
  async save(): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const file = await open(`${this.#path}.new`, 'w');
    try {
      let lines: string[] = [];
      for (const pair of this.#digests) {
        lines.push(`${JSON.stringify(pair)}\n`);
        if (lines.length < LINES_A_WRITE) continue;
        await file.write(lines.join(''));
        lines = [];
      }
      await file.write(lines.join(''));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${this.#path}.new`, this.#path);
  }
}

/** Of an item as it is sent. */
export const digestOf = (json: string): string =>
  createHash('sha256').update(json).digest('base64').slice(0, DIGEST_CHARACTERS);

async function readDigests(path: string): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  try {
    const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
    for await (const line of lines) digests.set(...(JSON.parse(line) as [string, string]));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return digests;
    const message =
      `${path} says what was sent of this feed and cannot be read: ${(cause as Error).message}. ` +
      'Delete it and the next run sends the whole feed.';
    throw new FreshetError('IMPORT_STATE_UNREADABLE', message, { cause });
  }
  return digests;
}
