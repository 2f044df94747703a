import { Agent, get } from 'node:http';
import autocannon from 'autocannon';
import { answerParent } from '../child.ts';
import { pace } from '../pace.ts';

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
  /** As many answers as so many connections get one after another. */
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
    const result = await run({
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
      seconds: result.seconds,
      sample,
    };
  },

  /** What each answer took, in ms, asked at a steady rate, with the wait for one of the connections. */
  async latencies(argument: {
    readonly url: string;
    readonly paths: readonly string[];
    readonly connections: number;
    readonly seconds: number;
    readonly perSecond: number;
  }): Promise<number[]> {
    const { url, paths, connections, seconds, perSecond } = argument;
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const asked = await pace({ perSecond, seconds }, (i) => {
      return latencyOf(url + paths[i % paths.length]!, agent);
    });
    const latencies = await Promise.all(asked);
    agent.destroy();
    return latencies;
  },
};

export type LoadCalls = typeof calls;

/** `seconds` from the first request on: autocannon's own duration has the building of all in it. */
function run(options: autocannon.Options): Promise<autocannon.Result & { seconds: number }> {
  return new Promise((resolve, reject) => {
    let startedAt: number;
    const load = autocannon(options, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve({ ...result, seconds: (performance.now() - startedAt) / 1000 });
    });
    load.once('start', () => (startedAt = performance.now()));
  });
}

function latencyOf(url: string, agent: Agent): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - startedAt);
        else reject(new Error(`${url} answers ${answer.statusCode}`));
      });
    }).once('error', reject);
  });
}

async function answerTo(url: string, request: LoadRequest): Promise<string> {
  const { method, path, body } = request;
  const answer = await fetch(url + path, {
    method,
    ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
  });
  return `${answer.status} ${(await answer.text()).slice(0, 300)}`;
}

answerParent(calls);
