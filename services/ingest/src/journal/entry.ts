import type { RecordHeaders } from '@freshet/stream';
import type { Message } from '../message.ts';
import { encodeFrame, type Frame } from './frame.ts';

/** The messages of one partition, whose order the journal keeps. */
export interface LaneName {
  readonly topic: string;
  readonly partition: number;
}

/** One message as it lies in the journal. */
export interface Entry extends LaneName {
  readonly message: Pick<Message, 'id' | 'key' | 'value' | 'headers'>;
}

/** Says that the log has every entry of the lane up to and with `position`. */
export interface SentMark extends LaneName {
  readonly position: number;
}

interface EntryHeader extends LaneName {
  readonly id: string | null;
  readonly key: string;
  /** The value is null: an empty body would read as no bytes. */
  readonly deletes?: true;
  /** Absent in what older releases wrote, and passed over by them. */
  readonly headers?: RecordHeaders;
}

interface MarkHeader {
  readonly sent: SentMark;
}

export function encodeEntry({ topic, partition, message }: Entry): Buffer {
  const { id, key, value, headers } = message;
  const header: EntryHeader = {
    topic,
    partition,
    id,
    key,
    ...(value === null && { deletes: true }),
    ...(headers !== undefined && { headers }),
  };
  return encodeFrame(header, value ?? undefined);
}

export function encodeMark({ topic, partition, position }: SentMark): Buffer {
  const header: MarkHeader = { sent: { topic, partition, position } };
  return encodeFrame(header);
}

/** What a whole frame holds: a frame with a right checksum was written by this file. */
export function decodeEntry({ header, body }: Frame): Entry | SentMark {
  const read = header as EntryHeader | MarkHeader;
  if ('sent' in read) return read.sent;
  const { topic, partition, id, key, deletes, headers } = read;
  const value = deletes === true ? null : body;
  return { topic, partition, message: { id, key, value, headers } };
}
