import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './http/problem.ts';
import { operatorOf } from './operator.ts';

/** What of a request tells where it comes from. */
interface Caller {
  /** Address of the other end of the socket. */
  readonly peer: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Headers as they came, name and value in turn. */
  readonly rawHeaders: readonly string[];
}

const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip'];

/**
 * Lets only a program on this machine through, or somebody who is logged in, for routes that change the
 * deployment; a Fastify `onRequest` hook.
 * @throws HttpProblem 403 ADMIN_LOCAL_ONLY.
 */
export async function requireLoopback(request: FastifyRequest): Promise<void> {
  if (operatorOf(request) !== undefined) return;
  const why = strangeness(callerOf(request));
  if (why === undefined) return;
  const message = `Admin calls are taken from this machine only, by 127.0.0.1 or localhost; ${why}.`;
  throw new HttpProblem(403, { code: 'ADMIN_LOCAL_ONLY', message });
}

/** Whether `requireLoopback` lets a request through. */
export const isLocal = (request: FastifyRequest): boolean =>
  strangeness(callerOf(request)) === undefined;

const callerOf = ({ socket, headers, raw }: FastifyRequest): Caller => ({
  peer: socket.remoteAddress,
  headers,
  rawHeaders: raw.rawHeaders,
});

/**
 * Why a call does not come from a program on this machine; undefined if it does. A proxy here stands
 * for callers elsewhere, and so does a browser: a page may post to any address, and may give its own
 * name this machine's (DNS rebinding).
 */
function strangeness({ peer = '', headers, rawHeaders }: Caller): string | undefined {
  if (!isLoopback(peer)) return `this one comes from ${peer}`;
  const passedOn = forwarding.find((name) => headers[name] !== undefined);
  if (passedOn !== undefined) return `this one was passed on by a proxy (${passedOn})`;
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) return 'this one names several hosts';
  const { host, origin } = headers;
  if (typeof host !== 'string' || !URL.canParse(`http://${host}`)) return 'this one names no host';
  const { hostname } = new URL(`http://${host}`);
  if (hostname !== 'localhost' && !isLoopback(hostname.replace(/^\[|\]$/g, ''))) {
    return `this one was meant for ${hostname}`;
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return 'this one comes from the page of another site';
  }
  return undefined;
}

/** Whether only programs on this machine can reach what listens at, or calls from, this IP address. */
export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
