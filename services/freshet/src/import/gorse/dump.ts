import { PbfReader } from 'pbf';
import { type Source, unreadable } from '../source/source.ts';
import type { GorseRow, PlacedRow } from './row.ts';

/** Bytes of one user, item or feedback. */
const MESSAGE_BYTES_MAX = 4 * 1024 * 1024;
const HEADER_BYTES = 8;

/** What the messages that follow are; each message has its length in front, and 0 ends the dump. */
const streams = { '-1': 'users', '-2': 'items', '-3': 'feedback' } as const;
type Stream = (typeof streams)[keyof typeof streams];

/** Whether the content begins as a dump does: with the mark of its users. */
export const isDump = ({ start }: Source): boolean =>
  start.length >= HEADER_BYTES && start.readBigInt64LE(0) === -1n;

/**
 * The rows of what Gorse's `GET /api/dump` answers: 64-bit little-endian lengths and marks, and messages
 * of its protocol.proto between them.
 * @throws FreshetError IMPORT_FILE_INVALID where it breaks off; rows before that were handed over.
 */
export async function* dumpRows(source: Source): AsyncGenerator<PlacedRow> {
  let stream: Stream = 'users';
  let place = 0;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of source.content() as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      while (rest.length >= HEADER_BYTES) {
        const header = Number(rest.readBigInt64LE(0));
        if (header === 0) return;
        if (header < 0) {
          stream = streamOf(header);
          place = 0;
          rest = rest.subarray(HEADER_BYTES);
          continue;
        }
        if (header > MESSAGE_BYTES_MAX) throw new Error(`a message has ${header} bytes`);
        const end = HEADER_BYTES + header;
        if (rest.length < end) break;
        place++;
        yield { place: `${stream} ${place}`, row: rowOf(stream, rest.subarray(HEADER_BYTES, end)) };
        rest = rest.subarray(end);
      }
    }
    throw new Error('it ends in the middle');
  } catch (cause) {
    throw unreadable(source.name, cause, `${stream} ${place + 1}`);
  }
}

function streamOf(mark: number): Stream {
  const stream = streams[String(mark) as keyof typeof streams] as Stream | undefined;
  if (stream === undefined) throw new Error(`${mark} marks nothing that a dump has`);
  return stream;
}

function rowOf(stream: Stream, message: Buffer): GorseRow {
  if (stream === 'users') return { kind: 'user' };
  return stream === 'items' ? itemIn(message) : feedbackIn(message);
}

function itemIn(message: Buffer): GorseRow {
  const categories: string[] = [];
  const item = { itemId: '', isHidden: false, timestamp: '', labels: null as unknown, comment: '' };
  new PbfReader(message).readFields((field, _, pbf) => {
    if (field === 2) item.itemId = pbf.readString();
    else if (field === 3) item.isHidden = pbf.readBoolean();
    else if (field === 4) categories.push(pbf.readString());
    else if (field === 5) item.timestamp = timeIn(pbf.readBytes());
    else if (field === 6) item.labels = jsonIn(pbf.readBytes());
    else if (field === 7) item.comment = pbf.readString();
  }, undefined);
  return { kind: 'item', ...item, categories };
}

/** Wire type of a double; before 0.5 there was no value, and what follows stood one field earlier. */
const FIXED64 = 1;

function feedbackIn(message: Buffer): GorseRow {
  const feedback = { type: '', userId: '', itemId: '', value: 0, labels: null as unknown };
  const texts = new Map<number, Uint8Array>();
  new PbfReader(message).readFields((field, _, pbf) => {
    if (field === 2) feedback.type = pbf.readString();
    else if (field === 3) feedback.userId = pbf.readString();
    else if (field === 4) feedback.itemId = pbf.readString();
    else if (field === 5 && pbf.type === FIXED64) feedback.value = pbf.readDouble();
    else if (field >= 5 && field <= 7) texts.set(field, pbf.readBytes());
    else if (field === 9) feedback.labels = jsonIn(pbf.readBytes());
  }, undefined);
  const isOld = texts.has(5);
  const time = texts.get(isOld ? 5 : 6);
  const comment = texts.get(isOld ? 6 : 7);
  return {
    kind: 'feedback',
    ...feedback,
    timestamp: time === undefined ? '' : timeIn(time),
    comment: comment === undefined ? '' : Buffer.from(comment).toString(),
  };
}

/** Of a google.protobuf.Timestamp; Go's time that was never set is of the year 1. */
function timeIn(message: Uint8Array): string {
  let seconds = 0;
  let nanos = 0;
  new PbfReader(message).readFields((field, _, pbf) => {
    if (field === 1) seconds = pbf.readVarint(true);
    else if (field === 2) nanos = pbf.readVarint(true);
  }, undefined);
  const time = new Date(seconds * 1000 + nanos / 1e6);
  return Number.isNaN(time.getTime()) ? String(seconds) : time.toISOString();
}

const jsonIn = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString());
