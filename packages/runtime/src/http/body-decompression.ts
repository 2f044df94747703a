import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BODY_BYTES_MAX } from './bounds.ts';
import { HttpProblem } from './problem.ts';

const decompressors = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/**
 * A preParsing hook: hands on the body as it was before compression. It stops at the first byte past
 * the bound, so that a bomb costs what an honest body of that size costs; @fastify/compress would
 * answer at once too, but inflate the rest unseen (300 MB of zeros fit into a 512 KB request).
 */
export function decompressBody(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: Readable,
  done: Done,
): void {
  const encoding = request.headers['content-encoding'];
  // Without a promise: nearly every request comes this way.
  if (encoding === undefined || encoding === 'identity') done(null, payload);
  else void handOver(encoding, request, reply, payload, done);
}

type Done = (error: Error | null, body?: Readable) => void;

async function handOver(
  encoding: string,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: Readable,
  done: Done,
): Promise<void> {
  let body: Buffer;
  try {
    body = await plainBody(payload, encoding);
  } catch (problem) {
    // What is left of the request is not read.
    void reply.header('connection', 'close');
    return done(problem as HttpProblem);
  }
  // Fastify compares this with the Content-Length header, which counted the compressed bytes.
  const receivedEncodedLength = Number(request.headers['content-length'] ?? 0);
  done(null, Object.assign(Readable.from([body]), { receivedEncodedLength }));
}

/** What a body holds that is gzip, within the same bound. */
export const gunzipped = (body: Buffer): Promise<Buffer> =>
  plainBody(Readable.from([body]), 'gzip');

async function plainBody(payload: Readable, encoding: string): Promise<Buffer> {
  const decompressor = decompressors.get(encoding);
  if (decompressor === undefined) {
    throw new HttpProblem(415, {
      code: 'ENCODING_UNSUPPORTED',
      message: `Content-Encoding "${encoding.slice(0, 64)}" is not taken; use gzip, deflate or br.`,
    });
  }
  try {
    return await collect(payload, decompressor());
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    const message = `The body does not decompress as ${encoding}: ${(error as Error).message}.`;
    throw new HttpProblem(400, { code: 'BODY_MALFORMED', message });
  }
}

async function collect(payload: Readable, decompressor: Transform): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not `pipeline`: it would destroy a refused request, and its socket before the answer is out.
  payload.pipe(decompressor).once('close', () => payload.resume());
  payload.once('error', (error) => decompressor.destroy(error));
  boundInput(payload, decompressor);
  for await (const chunk of decompressor as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw tooLarge('The body decompresses to');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A body of members that hold nothing would come in for as long as a request may, at no output. */
function boundInput(payload: Readable, decompressor: Transform): void {
  let bytes = 0;
  payload.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) decompressor.destroy(tooLarge('The compressed body has'));
  });
}

function tooLarge(what: string): HttpProblem {
  const message = `${what} more than ${BODY_BYTES_MAX} bytes.`;
  return new HttpProblem(413, { code: 'BODY_TOO_LARGE', message });
}
