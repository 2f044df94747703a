import type { Logger } from '../logger.ts';
import { HttpProblem } from './problem.ts';

export interface UpstreamOptions {
  /** For sentences: `The API`. */
  readonly name: string;
  /** Of this only scheme, host and port are used. */
  readonly url: string;
  /** The setting that `url` comes from, and whose it is, for sentences: `the dashboard`. */
  readonly setting: string;
  readonly of: string;
  readonly logger: Logger;
  /** Secret key to call with; '' where there are no keys. */
  readonly key?: string | undefined;
  /** How long an answer may take, in ms. */
  readonly patienceMs: number;
  /** Calls that wait for an answer at a time; further ones are refused. */
  readonly waitingMax: number;
}

export interface UpstreamCall {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** Another service, and the only place where it is called. */
export class Upstream {
  readonly #o: UpstreamOptions;
  #waiting = 0;
  /** Whether the last call failed: an outage is one line in the log. */
  #isAway = false;

  constructor(options: UpstreamOptions) {
    // What else an address may hold, credentials among it, belongs neither into logs nor on pages.
    this.#o = { ...options, url: new URL(options.url).origin };
  }

  /**
   * Its answer, whose body comes in as it is read.
   * @throws HttpProblem 400 TARGET_INVALID, 502 UPSTREAM_UNREACHABLE, 503 UPSTREAM_BUSY, 504 UPSTREAM_TIMEOUT.
   */
  async send({ method, target, headers, body }: UpstreamCall): Promise<Response> {
    const url = this.#urlOf(target);
    const { key = '', patienceMs, waitingMax } = this.#o;
    if (this.#waiting >= waitingMax) throw this.#busy();
    this.#waiting++;
    try {
      const signal = AbortSignal.timeout(patienceMs);
      // None of our services sends anybody elsewhere, so a redirect is not to be followed.
      const answer = await fetch(url, {
        method,
        headers: key === '' ? headers : { ...headers, authorization: `Bearer ${key}` },
        body: body ?? null,
        signal,
        redirect: 'error',
      });
      this.#isAway = false;
      return answer;
    } catch (error) {
      throw this.#failure(error);
    } finally {
      this.#waiting--;
    }
  }

  /** A path that would be tidied up (`/v1/items/..`) means another call than the one that was let through. */
  #urlOf(target: string): URL {
    const [path = '', ...query] = target.split('?');
    const url = new URL(this.#o.url);
    url.pathname = path;
    url.search = query.join('?');
    if (url.pathname === path) return new URL(url.pathname + url.search, url.origin);
    const message = `The path ${path} is not written as URLs are; percent-encode what is in it.`;
    throw new HttpProblem(400, { code: 'TARGET_INVALID', message });
  }

  #failure(error: unknown): HttpProblem {
    const { name, url, setting, of, patienceMs, logger } = this.#o;
    if (!this.#isAway) logger.warn({ err: error, url, setting }, 'a service does not answer');
    this.#isAway = true;
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      const message = `${name} at ${url} did not answer within ${patienceMs / 1000} s; its log may say why.`;
      return new HttpProblem(504, { code: 'UPSTREAM_TIMEOUT', message });
    }
    const message = `${name} cannot be reached at ${url}; start it, or set ${setting} of ${of} to where it is.`;
    return new HttpProblem(502, { code: 'UPSTREAM_UNREACHABLE', message });
  }

  #busy(): HttpProblem {
    const { waitingMax, setting } = this.#o;
    const message = `${waitingMax} calls wait for ${setting} already; try again in a moment.`;
    return new HttpProblem(503, { code: 'UPSTREAM_BUSY', message }, 1);
  }
}
