import { request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { useAgent } from 'request-filtering-agent';

/** Of an answer's body so much is read: it only explains a refusal. */
const ANSWER_CHARS_MAX = 500;

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  /** The beginning of its body. */
  readonly said: string;
}

export type Post = (
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
) => Promise<Answer>;

/**
 * POSTs to one address, and to nothing behind it: redirects are not followed, since they could lead
 * signed events to somebody they are not for, and a name that stands for an address of this machine
 * or of a private network is refused each time it is looked up (server-side request forgery, also by
 * DNS that changes), unless `privateAddresses` (addresses and CIDR blocks) has it.
 */
export function postTo(url: string, privateAddresses: readonly string[]): Post {
  const allowIPAddressList = [...privateAddresses];
  const agent = useAgent(url, { keepAlive: true, allowIPAddressList });
  const send = url.startsWith('https:') ? requestByHttps : requestByHttp;
  return (headers, body, signal) =>
    new Promise((resolve, reject) => {
      const length = { 'content-length': Buffer.byteLength(body) };
      const request = send(url, {
        method: 'POST',
        agent,
        headers: { ...headers, ...length },
        signal,
      });
      request.once('error', reject);
      request.once('response', (response) => void answerOf(response).then(resolve));
      request.end(body);
    });
}

async function answerOf(response: IncomingMessage): Promise<Answer> {
  return {
    status: response.statusCode!,
    retryAfter: response.headers['retry-after'] ?? null,
    said: await beginningOf(response),
  };
}

/** Status and headers have said all that counts; a body that breaks off changes nothing. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  let text = '';
  try {
    // Leaving the loop early hangs up on the rest.
    for await (const chunk of response.setEncoding('utf8')) {
      text += chunk as string;
      if (text.length >= ANSWER_CHARS_MAX) break;
    }
  } catch {
    return text.slice(0, ANSWER_CHARS_MAX);
  }
  return text.slice(0, ANSWER_CHARS_MAX);
}
