import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from '../logger.ts';

/**
 * From when `stopping` is aborted answers end their connection, so that clients open the next one
 * elsewhere; the server goes on taking requests until it closes. Of requests that were sent ahead on
 * one connection only the last answer ends it: what follows that one is dropped. A server that closes
 * ends a connection at the latest when nothing is owed on it, since Node would keep it for the whole
 * keepAliveTimeout.
 */
export function endConnections(
  app: FastifyInstance,
  owed: OwedAnswers,
  stopping: AbortSignal | undefined,
): void {
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  app.addHook('onSend', ({ raw: { socket } }, reply, payload, done) => {
    const isLast = owed.count(socket) <= 1;
    if ((closing || stopping?.aborted) && isLast) void reply.header('connection', 'close');
    done(null, payload);
  });
  app.addHook('onResponse', ({ raw: { socket } }, _reply, done) => {
    if (closing && owed.count(socket) === 0) socket.destroySoon();
    done();
  });
}

/**
 * A socket that was opened ahead of its first request, as browsers and fetch do, would hold up
 * `app.close()` for the whole headersTimeout: Node does not count it as idle.
 */
export function closeUnused(app: FastifyInstance): void {
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('preClose', (done) => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
}

/** Past the bound Node closes what comes; one line says so each time that it begins. */
export function boundConnections(app: FastifyInstance, max: number, logger: Logger): void {
  let isFull = false;
  app.server.maxConnections = max;
  app.server.on('connection', () => (isFull = false));
  app.server.on('drop', () => {
    if (!isFull) logger.warn({ max }, 'connections are refused, since as many as may be are open');
    isFull = true;
  });
}

/** Which answers each connection still waits for. */
export class OwedAnswers {
  readonly #bySocket = new WeakMap<Socket, Set<FastifyReply>>();

  /** Keeps account of an app's requests from now on. */
  follow(app: FastifyInstance): void {
    app.addHook('onRequest', (request, reply, done) => {
      const { socket } = request.raw;
      const owed = this.#bySocket.get(socket);
      if (owed === undefined) this.#bySocket.set(socket, new Set([reply]));
      else owed.add(reply);
      done();
    });
    app.addHook('onResponse', (request, reply, done) => {
      this.#bySocket.get(request.raw.socket)?.delete(reply);
      done();
    });
  }

  /** How many of them the connection waits for. */
  count(socket: Socket): number {
    return this.#bySocket.get(socket)?.size ?? 0;
  }

  /**
   * Whether what is written now would be read as the answer to another request than the one that is
   * coming in: an earlier one has none yet, or the one coming in has begun to be answered.
   */
  isAnotherDue(socket: Socket): boolean {
    for (const { request, raw } of this.#bySocket.get(socket) ?? []) {
      if (request.raw.complete || raw.headersSent) return true;
    }
    return false;
  }
}
