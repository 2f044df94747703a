import { youngGeneration } from '../support/processes.ts';
import { startChild } from './child.ts';
import { readClicks } from './clicks.ts';
import { type CallOf, takenPerSecond } from './event-requests.ts';
import type { Figure } from './figure.ts';
import { gorseCall } from './gorse-call.ts';
import { inTurns } from './rounds.ts';
import type { Run } from './run.ts';
import type { EmbeddedIngestCalls } from './servers/embedded-ingest.ts';
import type { LoadCalls } from './servers/load-client.ts';
import { profiling } from './service.ts';
import * as segment from './segment-call.ts';
import * as snowplow from './snowplow-call.ts';

const ROUND_S = 2;
const WARM_UP_S = 3;

interface Protocol {
  readonly foreign: CallOf;
  /** How our own endpoint is told as much; of clicks alone when absent. */
  readonly native?: CallOf;
}

/** By name, how each says the same clicks. */
const protocols: Readonly<Record<string, Protocol>> = {
  segment: { foreign: segment.segmentCall },
  // Id and context stay with the event and take time in any call.
  'segment-same': { foreign: segment.segmentCall, native: segment.sameNativeCall },
  gorse: { foreign: gorseCall },
  // As do the page and the entities of a row; alone it would be a click of nothing.
  'snowplow-same': { foreign: snowplow.snowplowCall, native: snowplow.sameNativeCall },
};

/** Events a second that ingest takes by other protocols, against its own, ten a request in both. */
export async function protocolsBench(run: Run): Promise<readonly Figure[]> {
  const clicks = await readClicks(run.options.clicks);
  const client = await run.keep(startChild<LoadCalls>('load-client'));
  const embedded = await run.keep(
    startChild<EmbeddedIngestCalls>('embedded-ingest', {
      nodeArguments: [...profiling(run), youngGeneration],
    }),
  );
  const url = await embedded.ask('url', undefined);
  const figures: Figure[] = [];
  for (const [name, calls] of Object.entries(protocols)) {
    const foreign = takenPerSecond(client, url, clicks, calls.foreign);
    const native = takenPerSecond(client, url, clicks, calls.native);
    await foreign(WARM_UP_S);
    await native(WARM_UP_S);
    const compared = await inTurns(
      run,
      () => foreign(ROUND_S),
      () => native(ROUND_S),
    );
    figures.push({
      name: `ingest-${name}`,
      unit: 'events/s',
      against: `the same ${calls.native ? 'events' : 'clicks'} by POST /v1/events`,
      target: { of: 'ratio', atLeast: 0.7 },
      ...compared,
    });
  }
  return figures;
}
