import { crc32 } from 'node:zlib';

/**
 * A frame: length of its payload (uint32), CRC-32 of the payload (uint32), payload. A payload: length
 * of its header (uint32), header as JSON, body. A payload is never empty, so that the zeros a power
 * cut can leave at the end of a file are no frames, although the CRC-32 of nothing is zero.
 */
const FRAME_HEADER_BYTES = 8;
const HEADER_LENGTH_BYTES = 4;
/** Above what the log takes as one record; a longer length is damage. */
const PAYLOAD_BYTES_MAX = 2 * 1024 * 1024;

const NO_BODY = new Uint8Array();

export interface Frame {
  readonly header: unknown;
  readonly body: Buffer;
  /** Bytes of the whole frame. */
  readonly length: number;
}

export function encodeFrame(header: object, body: Uint8Array = NO_BODY): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const payloadLength = HEADER_LENGTH_BYTES + json.length + body.length;
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + payloadLength);
  frame.writeUInt32BE(json.length, FRAME_HEADER_BYTES);
  json.copy(frame, FRAME_HEADER_BYTES + HEADER_LENGTH_BYTES);
  frame.set(body, FRAME_HEADER_BYTES + HEADER_LENGTH_BYTES + json.length);
  frame.writeUInt32BE(payloadLength, 0);
  frame.writeUInt32BE(crc32(frame.subarray(FRAME_HEADER_BYTES)), 4);
  return frame;
}

/** The whole frame at `offset`; undefined where the bytes end, are torn or are no frame. */
export function decodeFrame(bytes: Buffer, offset = 0): Frame | undefined {
  const start = offset + FRAME_HEADER_BYTES;
  if (bytes.length < start + HEADER_LENGTH_BYTES) return undefined;
  const payloadLength = bytes.readUInt32BE(offset);
  if (payloadLength < HEADER_LENGTH_BYTES || payloadLength > PAYLOAD_BYTES_MAX) return undefined;
  const end = start + payloadLength;
  if (bytes.length < end) return undefined;
  const payload = bytes.subarray(start, end);
  if (crc32(payload) !== bytes.readUInt32BE(offset + 4)) return undefined;
  const bodyStart = HEADER_LENGTH_BYTES + payload.readUInt32BE(0);
  const header: unknown = JSON.parse(payload.toString('utf8', HEADER_LENGTH_BYTES, bodyStart));
  return { header, body: payload.subarray(bodyStart), length: FRAME_HEADER_BYTES + payloadLength };
}
