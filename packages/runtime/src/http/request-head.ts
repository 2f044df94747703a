import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HEADER_BYTES_MAX, HEADERS_MAX, PATH_PART_MAX } from './bounds.ts';
import type { OwedAnswers } from './connections.ts';
import { HttpProblem, type Problem } from './problem.ts';

/**
 * An onRequest hook that refuses what Node's parser lets through. Node leaves out headers past a
 * count without a word, and among them may be the one by which a proxy says whom it speaks for.
 */
export function checkHead(
  { raw }: FastifyRequest,
  _reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  if (raw.rawHeaders.length > 2 * HEADERS_MAX) {
    const message = `The request has more than ${HEADERS_MAX} headers.`;
    done(new HttpProblem(431, { code: 'HEADERS_TOO_MANY', message }));
  } else if (raw.httpVersionMajor !== 1) {
    done(new HttpProblem(...malformed));
  } else if (raw.url!.charCodeAt(0) !== 0x2f) {
    const message = 'The target of the request must be a path; this server is no proxy.';
    done(new HttpProblem(400, { code: 'TARGET_INVALID', message }));
  } else {
    done();
  }
}

/** For paths that the router cannot read, so that no route ever sees them. */
export function answerBadTarget(_error: Error, _request: FastifyRequest, reply: FastifyReply) {
  const message = `The path is not written as URLs are, or a part of it has more than ${PATH_PART_MAX} characters.`;
  const problem = { code: 'TARGET_INVALID', message };
  void reply.code(400).header('connection', 'close').send(problem);
}

const problems: Record<string, [status: number, problem: Problem]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    408,
    { code: 'REQUEST_TIMEOUT', message: 'The request took too long to come in.' },
  ],
  HPE_HEADER_OVERFLOW: [
    431,
    {
      code: 'HEADERS_TOO_LARGE',
      message: `Request line and headers have more than ${HEADER_BYTES_MAX} bytes.`,
    },
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [
    413,
    { code: 'BODY_TOO_LARGE', message: 'The chunks of the body have too long extensions.' },
  ],
};
const malformed: [status: number, problem: Problem] = [
  400,
  { code: 'REQUEST_MALFORMED', message: 'The request is not HTTP/1.1 as RFC 9112 has it.' },
];

/** Answers what never becomes a request, if that cannot be taken for another's answer, and hangs up. */
export function answerUnreadable(owed: OwedAnswers) {
  return function onClientError(error: NodeJS.ErrnoException, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable || owed.isAnotherDue(socket)) {
      socket.destroy();
      return;
    }
    const [status, problem] = problems[error.code ?? ''] ?? malformed;
    const body = JSON.stringify(problem);
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };
}
