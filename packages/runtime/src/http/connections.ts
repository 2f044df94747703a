import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from '../logger.ts';

/**
 * Without `connection: close` an idle keep-alive socket holds up `app.close()` for the whole
 * keepAliveTimeout after its last answer; and a socket that was opened ahead of its first
 * request, as browsers and fetch do, for the headersTimeout: Node does not count it as idle.
 */
export function closePromptly(app: FastifyInstance): void {
  const sockets = new Set<Socket>();
  let closing = false;
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('preClose', (done) => {
    closing = true;
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
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
