import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Cookies } from './cookies.ts';
import type { Logouts } from './follow-logouts.ts';
import type { Seal } from './seal.ts';
import { isDueForNote, isHolding, type Session } from './session.ts';

const ID_BYTES = 16;

export interface SessionsOptions {
  readonly seal: Seal;
  readonly cookies: Cookies;
  readonly logouts: Logouts;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** Sessions as cookies, which any process of the deployment can read, and logouts, which all of them know. */
export class Sessions {
  readonly #o: SessionsOptions;

  constructor(options: SessionsOptions) {
    this.#o = options;
  }

  /** The session that a request is made in, whose use is noted on the way. */
  async of(request: FastifyRequest, reply: FastifyReply): Promise<Session | undefined> {
    const { seal, cookies, logouts, clock } = this.#o;
    const text = cookies.read(request, 'session');
    if (text === undefined) return undefined;
    const session = await seal.open<Session>('session', text);
    const now = clock();
    if (session === undefined || !isHolding(session, now) || logouts.has(session)) return undefined;
    if (isDueForNote(session, now)) await this.#write(reply, { ...session, seen: now });
    return session;
  }

  /** Begins one with an id of its own, whatever the browser brought along; what it was in before is over. */
  async begin(request: FastifyRequest, reply: FastifyReply, name: string): Promise<void> {
    const { logouts, clock } = this.#o;
    const before = await this.of(request, reply);
    if (before !== undefined) await logouts.end(before);
    const now = clock();
    const id = randomBytes(ID_BYTES).toString('base64url');
    await this.#write(reply, { id, name, since: now, seen: now });
  }

  /** Ends it for whoever has a copy of the cookie as well. @throws FreshetError LOG_UNREACHABLE. */
  async end(session: Session, reply: FastifyReply): Promise<void> {
    this.#o.cookies.drop(reply, 'session');
    await this.#o.logouts.end(session);
  }

  async #write(reply: FastifyReply, session: Session): Promise<void> {
    const { seal, cookies } = this.#o;
    cookies.write(reply, 'session', await seal.seal('session', session));
  }
}
