import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** `session`: who somebody is; `login`: what they are about to prove at a provider. */
type CookieName = 'session' | 'login';

/**
 * Cookies of the back office. Over TLS their names begin with `__Host-`, so that no other host, no path
 * and no connection without TLS can set them (RFC 6265bis).
 */
export class Cookies {
  readonly #isSecure: boolean;

  constructor(origin: string | undefined) {
    this.#isSecure = origin?.startsWith('https:') ?? false;
  }

  read(request: FastifyRequest, name: CookieName): string | undefined {
    return parseCookie(request.headers.cookie ?? '')[this.#fullName(name)];
  }

  /** Without `maxAgeS` it goes with the browser. */
  write(reply: FastifyReply, name: CookieName, value: string, maxAgeS?: number): void {
    const text = stringifySetCookie(this.#fullName(name), value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.#isSecure,
      ...(maxAgeS !== undefined && { maxAge: maxAgeS }),
    });
    void reply.header('set-cookie', text);
  }

  drop(reply: FastifyReply, name: CookieName): void {
    this.write(reply, name, '', 0);
  }

  #fullName(name: CookieName): string {
    return `${this.#isSecure ? '__Host-' : ''}freshet-${name}`;
  }
}
