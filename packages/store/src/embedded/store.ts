import { FreshetError } from '@freshet/runtime';
import type { Database, RootDatabase } from 'lmdb';
import { checkChange, KEY_BYTES_MAX } from '../bounds.ts';
import { formatFence, parseFence } from '../fence.ts';
import type { Applied, Change, StatePartition, Store } from '../store.ts';
import { unexpired, withExpiry } from './expiring-value.ts';
import { fenceKey, namespaceRange, stateKey } from './keys.ts';
import { removeRange } from './remove-range.ts';
import { startSweeping } from './sweep.ts';

/**
 * The store in an LMDB environment (`openEnvironment`), which it does not close. `apply` resolves
 * once its transaction is committed: visible, and safe from the end of this process, but not yet
 * flushed to disk. It does not wait for the flush, since log and store share the environment and
 * its commits reach the disk in order: a machine that fails loses state, fence and the records
 * behind them together, and what was applied is applied again from the log.
 */
export function createEmbeddedStore(environment: RootDatabase<Buffer>): Store {
  const values = environment.openDB<Buffer, Buffer>('values', {
    encoding: 'binary',
    keyEncoding: 'binary',
  });
  const fences = environment.openDB<Buffer, Buffer>('fences', {
    encoding: 'binary',
    keyEncoding: 'binary',
  });
  // A value that stays longer than its TTL is not read, so a failed sweep only costs room.
  const stopSweeping = startSweeping(values, () => {});

  const valueOf = (partition: StatePartition, key: string, nowMs: number) => {
    // LMDB cannot be asked for a longer key, and no such key can have been written.
    if (Buffer.byteLength(key) > KEY_BYTES_MAX) return undefined;
    return unexpired(values.get(stateKey(partition, key)), nowMs);
  };
  const fenceOf = (partition: StatePartition) => fences.get(fenceKey(partition))?.toString();

  return {
    // All reads of one turn of the event loop see the same snapshot.
    async read(partition, keys) {
      const now = Date.now();
      const fence = fenceOf(partition);
      return {
        fence: fence === undefined ? undefined : parseFence(fence),
        values: keys.map((key) => valueOf(partition, key, now)),
      };
    },
    async apply(change) {
      checkChange(change);
      try {
        return await environment.childTransaction(() => applyNow(change, { values, fences }));
      } catch (cause) {
        throw commitFailed(cause);
      }
    },
    async get(refs) {
      const now = Date.now();
      return refs.map(({ partition, key }) => valueOf(partition, key, now));
    },
    async dropNamespace(namespace) {
      // Fences first: state without its fence is noticed, a fence without its state is not.
      await removeRange(fences, namespaceRange(namespace));
      await removeRange(values, namespaceRange(namespace));
    },
    async check() {},
    async close() {
      stopSweeping();
      await environment.flushed;
    },
  };
}

interface Databases {
  readonly values: Database<Buffer, Buffer>;
  readonly fences: Database<Buffer, Buffer>;
}

/** Runs inside a transaction of its own, which LMDB takes back whole if a write fails. */
function applyNow(change: Change, { values, fences }: Databases): Applied {
  const { partition, from, next, writes } = change;
  const key = fenceKey(partition);
  const present = fences.get(key)?.toString();
  if (present !== (from && formatFence(from))) {
    return { stale: true, at: present === undefined ? undefined : parseFence(present) };
  }
  const now = Date.now();
  for (const write of writes) {
    const at = stateKey(partition, write.key);
    if (write.value === null) values.removeSync(at);
    else values.putSync(at, withExpiry(write.value, write.ttlS, now));
  }
  fences.putSync(key, Buffer.from(formatFence(next)));
  return { stale: false };
}

function commitFailed(cause: unknown): FreshetError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FreshetError(
    'STORE_UNREACHABLE',
    `The embedded store could not commit (${reason}); check that the disk of DATA_DIR has room.`,
    { cause },
  );
}
