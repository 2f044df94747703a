import { createCodec, schemaIdOf } from '@freshet/events';
import { type Kept, nobody } from '@freshet/identity';
import { version } from './schema-version.ts';
import type { ValueCodec } from './value-codec.ts';

interface KeptValue extends Omit<Kept<unknown>, 'state'> {
  state: Buffer | null;
}

const keptVersion = version(130, 'kept.1');
const keptValues = createCodec<KeptValue>('kept', [keptVersion]);

/** State with what became of its id around it, where anything did: most visitors are only themselves. */
export function keptCodec<State>(inner: ValueCodec<State>): ValueCodec<Kept<State>> {
  return {
    encode(kept) {
      const state = kept.state === undefined ? null : inner.encode(kept.state);
      if (state !== null && isPlain(kept)) return state;
      return keptValues.encode({ ...kept, state: state && Buffer.from(state) });
    },
    decode(bytes) {
      if (!isKept(bytes)) return { ...nobody<State>(), state: inner.decode(bytes) };
      const kept = keptValues.decode(bytes);
      return { ...kept, state: kept.state === null ? undefined : inner.decode(kept.state) };
    },
  };
}

/** What is kept in the value of a visitor's key, with the state as it lies there. */
export function keptIn(bytes: Uint8Array): Kept<Uint8Array> {
  if (!isKept(bytes)) return { ...nobody(), state: bytes };
  const kept = keptValues.decode(bytes);
  return { ...kept, state: kept.state ?? undefined };
}

function isKept(bytes: Uint8Array): boolean {
  return schemaIdOf(bytes) === keptVersion.id;
}

function isPlain({ redirect, erasedAt, rootSince, links }: Kept<unknown>): boolean {
  return redirect === null && erasedAt === null && rootSince === null && links.length === 0;
}
