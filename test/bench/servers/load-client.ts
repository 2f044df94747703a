import autocannon from 'autocannon';
import { answerParent } from '../child.ts';

export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

export interface LoadOutcome {
  /** With 2xx. */
  readonly answered: number;
  readonly refused: number;
  readonly failed: number;
  readonly seconds: number;
  /** The answer to the first request, asked once before the load. */
  readonly sample: string;
}

const calls = {
  async load(argument: {
    readonly url: string;
    readonly requests: readonly LoadRequest[];
    readonly connections: number;
    readonly seconds: number;
  }): Promise<LoadOutcome> {
    const { url, requests, connections, seconds } = argument;
    const prepared = requests.map((request) => ({
      ...request,
      ...(request.body !== undefined && { headers: { 'content-type': 'application/json' } }),
    }));
    const sample = await answerTo(url, prepared[0]!);
    let client = 0;
    const result = await autocannon({
      url,
      connections,
      duration: seconds,
      requests: [prepared[0]!],
      setupClient(connection) {
        const first = client++;
        connection.setRequests(prepared.filter((_, i) => i % connections === first % connections));
      },
    });
    return {
      answered: result['2xx'],
      refused: result.non2xx,
      failed: result.errors,
      seconds: result.duration,
      sample,
    };
  },
};

export type LoadCalls = typeof calls;

async function answerTo(url: string, request: LoadRequest): Promise<string> {
  const { method, path, body } = request;
  const answer = await fetch(url + path, {
    method,
    ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
  });
  return `${answer.status} ${(await answer.text()).slice(0, 300)}`;
}

answerParent(calls);
