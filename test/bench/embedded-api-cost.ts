import { youngGeneration } from '../support/processes.ts';
import { type Child, startChild } from './child.ts';
import { readClicks } from './clicks.ts';
import type { Figure } from './figure.ts';
import { type Load, requestsPerSecond } from './load.ts';
import { inTurns } from './rounds.ts';
import { profiling } from './service.ts';
import type { Run } from './run.ts';
import type { BareHttpCalls } from './servers/bare-http.ts';
import type { EmbeddedApiCalls } from './servers/embedded-api.ts';
import type { LoadCalls } from './servers/load-client.ts';

const CONNECTIONS = 8;
const ROUND_S = 2;
const WARM_UP_S = 10;

type CpuCalls = Pick<BareHttpCalls, 'cpuSeconds'>;

/** CPU of the embedded API for one answer to a visitor of a file of clicks, with and without second hop. */
export async function embeddedApiCost(run: Run): Promise<readonly Figure[]> {
  // As `npm start` runs it.
  const nodeArguments = [youngGeneration, ...profiling(run)];
  const [api, client, bare] = await Promise.all([
    run.keep(startChild<EmbeddedApiCalls>('embedded-api', { nodeArguments })),
    run.keep(startChild<LoadCalls>('load-client')),
    run.keep(startChild<BareHttpCalls>('bare-http')),
  ]);
  await api.ask('fill', run.options.clicks);
  const users = [...new Set((await readClicks(run.options.clicks)).map(({ userId }) => userId))];
  const requests = users.map((userId) => ({
    method: 'GET' as const,
    path: `/v1/recommendations?userId=${encodeURIComponent(userId)}`,
  }));
  const load = { connections: CONNECTIONS, seconds: ROUND_S };
  const bareLoad = {
    ...load,
    url: await bare.ask('listen', undefined),
    requests: Array.from({ length: CONNECTIONS }, () => ({ method: 'GET' as const, path: '/' })),
  };

  async function costOf(secondHop: boolean, name: string, atMost: number): Promise<Figure> {
    const ownLoad = { ...load, url: await api.ask('listen', secondHop), requests };
    await cpuOfAnswer(api, client, { ...ownLoad, seconds: WARM_UP_S });
    await cpuOfAnswer(bare, client, { ...bareLoad, seconds: 1 });
    return {
      name,
      unit: 'µs of CPU an answer',
      against: 'bare node:http answering 1 KB of JSON',
      target: { of: 'ratio', atMost },
      ...(await inTurns(
        run,
        () => cpuOfAnswer(api, client, ownLoad),
        () => cpuOfAnswer(bare, client, bareLoad),
      )),
    };
  }

  return [await costOf(true, 'api-embedded', 5), await costOf(false, 'api-embedded-one-hop', 2.6)];
}

/** In µs. */
async function cpuOfAnswer(
  server: Child<CpuCalls>,
  client: Child<LoadCalls>,
  load: Load,
): Promise<number> {
  const before = await server.ask('cpuSeconds', undefined);
  const perSecond = await requestsPerSecond(client, load);
  const seconds = (await server.ask('cpuSeconds', undefined)) - before;
  return (1e6 * seconds) / (perSecond * load.seconds);
}
