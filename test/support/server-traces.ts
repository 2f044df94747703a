import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { kafkaLogDir } from './engines.ts';

/** What a broker keeps for all deployments; also looked at. */
const SHARED = '__';
/** Segments, those that are about to be deleted too. Indexes beside them have offsets and times only. */
const SEGMENT = /\.log(\.deleted)?$/;

/** Topics of a prefix (and the brokers' own) in whose files one of the texts lies, rising, without the prefix. */
export function topicsWithTraces(prefix: string, texts: readonly string[]): string[] {
  const dir = kafkaLogDir();
  const found = new Set<string>();
  for (const folder of readdirSync(dir)) {
    if (!folder.startsWith(prefix) && !folder.startsWith(SHARED)) continue;
    if (namesIn(join(dir, folder)).some((path) => holdsOne(path, texts))) {
      found.add(folder.replace(prefix, '').replace(/-\d+(\..*)?$/, ''));
    }
  }
  return [...found].toSorted();
}

const namesIn = (folder: string): string[] =>
  list(folder)
    .filter((name) => SEGMENT.test(name))
    .map((name) => join(folder, name));

function holdsOne(path: string, texts: readonly string[]): boolean {
  const bytes = unlessGone(() => readFileSync(path), Buffer.alloc(0));
  return texts.some((text) => bytes.includes(text));
}

const list = (folder: string): string[] => unlessGone(() => readdirSync(folder), []);

/** What retention deletes in this moment holds nothing. */
function unlessGone<T>(read: () => T, gone: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return gone;
    throw error;
  }
}

/** A key that holds one of the texts, in its name or its value. */
export interface RedisTrace {
  readonly key: string;
  readonly inValue: boolean;
  /** Until it expires. */
  readonly ttlS: number;
}

/** Every key of the server that holds one of the texts. */
export async function keysWithTraces(
  port: number,
  texts: readonly string[],
): Promise<readonly RedisTrace[]> {
  const redis = new Redis(port, '127.0.0.1');
  try {
    const found: RedisTrace[] = [];
    for (const key of await redis.keys('*')) {
      const value = await contentOf(redis, key);
      const inValue = texts.some((text) => value.includes(text));
      if (!inValue && !texts.some((text) => key.includes(text))) continue;
      found.push({ key, inValue, ttlS: await redis.ttl(key) });
    }
    return found;
  } finally {
    redis.disconnect();
  }
}

/** As it is: a DUMP may be compressed. */
async function contentOf(redis: Redis, key: string): Promise<Buffer> {
  const type = await redis.type(key);
  if (type === 'string') return (await redis.getBuffer(key)) ?? Buffer.alloc(0);
  if (type === 'hash') {
    return Buffer.concat(Object.values(await redis.hgetallBuffer(key)));
  }
  // Gone since it was listed.
  if (type === 'none') return Buffer.alloc(0);
  throw new Error(`${key} is a ${type}: say how that is read`);
}
