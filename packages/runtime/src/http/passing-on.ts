import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * Has bodies be bytes as they came, within the server's bound and decompressed: whoever answers the call
 * says what is wrong with them.
 */
export function takeBodiesUnread(app: FastifyInstance, mediaType: string): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(mediaType, { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
}

/**
 * The answer of another service as it came, but for headers that speak of the connection, or to pages of
 * other sites.
 */
export function passBack(reply: FastifyReply, { status, headers, body }: Response): FastifyReply {
  for (const name of ['content-type', 'retry-after']) {
    const value = headers.get(name);
    if (value !== null) void reply.header(name, value);
  }
  return reply.code(status).send(body ?? undefined);
}
