import { type Erasure, erasureCodec, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Log, LogRecord } from '../log.ts';
import { openSigningKey } from '../signing-key.ts';

/** Of a pseudonym: as good as unique, and a million of them are 100 MB with what is noted of each. */
const PSEUDONYM_BYTES = 16;
const DOMAIN = 'erasure';

/** Who asked to be forgotten, and when, as every process that reads events knows it. */
export interface Erasures {
  /** How many are known; 0 spares whoever asks often the question. */
  readonly count: number;
  /** Epoch ms of the newest; what was received later is nobody's to forget. */
  readonly newestAt: number;
  /** Whether what was received then (epoch ms) from the profile of this key is to be forgotten. */
  isErased(key: Uint8Array, receivedAt: number): boolean;
  /** The record that says so, to be published. */
  erasureOf(key: string, about: Pick<Erasure, 'id' | 'at'>): Erasure;
  /** undefined for an id that was never given, or longer ago than the topic is kept. */
  find(id: string): Erasure | undefined;
  /** Calls `changed` after every erasure, until the returned function is called. Must not throw. */
  watch(changed: () => void): () => void;
}

export interface ErasuresOptions {
  readonly log: Log;
  readonly logger: Logger;
  /** The topic can no longer be followed; the process should exit with this reason. */
  onFatal(error: Error): void;
}

/**
 * Follows `privacy.erasures`, which names nobody: a pseudonym is an HMAC under the deployment's own key.
 * Resolves once all that was in the topic is known, and ends with the log. What the topic's retention
 * removes leaves memory with the process.
 */
export async function openErasures({ log, logger, onFatal }: ErasuresOptions): Promise<Erasures> {
  const topic = topics.erasures.name;
  await log.admin.ensureTopics([topics.erasures]);
  const signer = await openSigningKey(log);
  const newest = new Map<string, number>();
  const byId = new Map<string, Erasure>();
  const watchers = new Set<() => void>();
  let newestAt = 0;

  function pseudonymOf(key: Uint8Array): Buffer {
    return Buffer.from(signer.sign(DOMAIN, key), 'latin1').subarray(0, PSEUDONYM_BYTES);
  }

  function record({ offset, value }: LogRecord): void {
    const erasure = decode(value, offset);
    if (erasure === undefined) return;
    const name = erasure.pseudonym.toString('latin1');
    newest.set(name, Math.max(newest.get(name) ?? 0, erasure.at));
    byId.set(erasure.id, { ...erasure, pseudonym: Buffer.from(erasure.pseudonym) });
    newestAt = Math.max(newestAt, erasure.at);
    for (const watcher of watchers) watcher();
  }

  function decode(value: Uint8Array | null, offset: number): Erasure | undefined {
    try {
      return value === null ? undefined : erasureCodec.decode(value);
    } catch (err) {
      // Going on would bring back who asked to be forgotten.
      logger.error({ err, topic, offset }, 'an erasure cannot be read; upgrade');
      onFatal(err as Error);
      return undefined;
    }
  }

  const follower = await log.follow({ topic, record, onFatal });
  await follower.caughtUp;
  return {
    get count() {
      return newest.size;
    },
    get newestAt() {
      return newestAt;
    },
    isErased(key, receivedAt) {
      if (receivedAt > newestAt) return false;
      return receivedAt <= (newest.get(pseudonymOf(key).toString('latin1')) ?? 0);
    },
    erasureOf: (key, about) => ({ ...about, pseudonym: pseudonymOf(Buffer.from(key)) }),
    find: (id) => byId.get(id),
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
  };
}
