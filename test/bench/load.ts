import type { Child } from './child.ts';
import type { LoadCalls, LoadRequest } from './servers/load-client.ts';

export type LoadClient = Child<LoadCalls>;

export interface Load {
  readonly url: string;
  /** Shared out among the connections, each of which goes round its own. */
  readonly requests: readonly LoadRequest[];
  /** Requests under way at a time. */
  readonly connections: number;
  readonly seconds: number;
}

/** Requests a second that a server answered under a closed-loop load, all of them with 2xx. */
export async function requestsPerSecond(client: LoadClient, load: Load): Promise<number> {
  const { answered, refused, failed, seconds, sample } = await client.ask('load', load);
  if (refused > 0 || failed > 0 || answered === 0) {
    throw new Error(
      `${load.url}: ${answered} answers 2xx, ${refused} others, ${failed} errors; ${sample}`,
    );
  }
  return answered / seconds;
}
