import { HttpProblem } from '@freshet/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * What the browser's library asks for as it starts: that events come here. The address is the one that it asked
 * at, as the proxy before us says; who makes that up is told what they made up, and nobody else is.
 * @throws HttpProblem 401 KEY_MISPLACED for a secret key.
 */
export async function sdkSettings(request: FastifyRequest, reply: FastifyReply): Promise<object> {
  const { writeKey } = request.params as { writeKey: string };
  void reply.header('access-control-allow-origin', '*');
  if (writeKey.startsWith('freshet_sk_')) {
    const message = 'A secret key has no place in a page, where everybody reads it: revoke it.';
    throw new HttpProblem(401, { code: 'KEY_MISPLACED', message });
  }
  const { headers, host, protocol } = request;
  const apiHost = `${firstOf(headers['x-forwarded-host']) ?? host}/v1`;
  const isSecure = firstOf(headers['x-forwarded-proto']) === 'https' || protocol === 'https';
  return {
    integrations: {
      'Segment.io': { apiKey: writeKey, apiHost, protocol: isSecure ? 'https' : 'http' },
    },
    // The library need not count itself.
    metrics: { sampleRate: 0 },
    plan: {},
  };
}

const firstOf = (header: string | string[] | undefined) =>
  header === undefined ? undefined : String(header).split(',')[0]!.trim();
