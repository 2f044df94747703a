import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { behaviourEventCodec, profileKey } from '@freshet/events';
import { behaviourEvent } from '../support/events.ts';

export interface Click {
  readonly userId: string;
  readonly sessionId: string;
  readonly itemId: string;
  /** Epoch ms. */
  readonly at: number;
}

const shipped = new URL('../fixtures/bol-toy-10k.tsv.gz', import.meta.url);

/** How the columns of each known header become a click; without users a session is its own visitor. */
const readers: Record<string, (cells: readonly string[]) => Click> = {
  'timestamp_ms,user_id,session_id,item_id': ([at, userId, sessionId, itemId]) => ({
    userId: userId!,
    sessionId: sessionId!,
    itemId: itemId!,
    at: Number(at),
  }),
  'SessionId,ItemId,Time': ([sessionId, itemId, time]) => ({
    userId: sessionId!,
    sessionId: sessionId!,
    itemId: itemId!,
    at: Math.round(Number(time) * 1000),
  }),
};

/** The clicks of a csv or tsv, gzip or not, in the order of time; those shipped if no file is given. */
export async function readClicks(file: string | undefined): Promise<readonly Click[]> {
  const bytes = await readFile(file ?? shipped);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const separator = header.includes('\t') ? '\t' : ',';
  const read = readers[header.replaceAll('\t', ',')];
  if (read === undefined) {
    throw new Error(`"${header}" is no known header; use ${Object.keys(readers).join(' or ')}`);
  }
  return lines.map((line) => read(line.split(separator))).toSorted((a, b) => a.at - b.at);
}

/** So many clicks: what there is, again and again with new visitors and sessions, time going on. */
export function* repeatClicks(clicks: readonly Click[], count: number): Generator<Click> {
  const first = clicks[0];
  const last = clicks.at(-1);
  if (first === undefined || last === undefined) throw new Error('there are no clicks to repeat');
  const spanMs = last.at - first.at + 1000;
  for (let i = 0; i < count; i++) {
    const { userId, sessionId, itemId, at } = clicks[i % clicks.length]!;
    const copy = Math.floor(i / clicks.length);
    yield {
      userId: `${userId}-${copy}`,
      sessionId: `${sessionId}-${copy}`,
      itemId,
      at: at + copy * spanMs,
    };
  }
}

/** A click as a client posts it. */
export function postedClick({ userId, sessionId, itemId }: Click) {
  return { type: 'click', userId, sessionId, itemId };
}

export interface ClickMessage {
  readonly key: string;
  readonly value: Buffer;
}

/** The i-th click as ingest would write it: with an id of 36 characters and all it knows itself. */
export function clickMessage({ userId, sessionId, itemId, at }: Click, i: number): ClickMessage {
  const id = `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`;
  const event = { ...behaviourEvent({ id, at }), type: 'click', userId, sessionId, itemId };
  return {
    key: profileKey(event),
    value: behaviourEventCodec.encode({ ...event, occurredAt: null }),
  };
}
