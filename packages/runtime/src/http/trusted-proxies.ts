import type { IncomingMessage } from 'node:http';
import proxyaddr from '@fastify/proxy-addr';

type Trust = ReturnType<typeof proxyaddr.compile>;

/** The address a request comes from; undefined where nobody has said which proxies to believe. */
export type AddressOf = (request: IncomingMessage) => string | undefined;

/** @throws Error for what is neither a network nor the name of one. */
export function compileTrust(text: string): Trust | undefined {
  if (text === '') return undefined;
  if (text === 'none') return () => false;
  return proxyaddr.compile(text.split(',').map((entry) => entry.trim()));
}

export function addressReader(trustedProxies: string): AddressOf {
  const trust = compileTrust(trustedProxies);
  if (trust === undefined) return () => undefined;
  return (request) => proxyaddr(request, trust);
}
