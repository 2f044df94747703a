import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import { eventGroups, failpoints } from '../../support/failpoints.ts';
import type { Fault } from '../fault.ts';
import { type DistributedStage, SESSION_TIMEOUT_MS, WORKERS } from '../system/distributed.ts';
import type { SupervisedService } from '../system/supervised-service.ts';

/** With anything coming in, a group gets to every point many times in it. */
const REACHED_WITHIN_MS = 20_000;

/**
 * A worker struck between two given steps of a batch: killed, or stopped for longer than its session,
 * to wake up in the middle of it as a zombie.
 */
export function strikeAtFailpoint(signal: 'SIGKILL' | 'SIGSTOP'): Fault<DistributedStage> {
  return (random) => {
    const point = `${random.pick(eventGroups)}/${random.pick(failpoints)}`;
    const strike = `${point}@${random.whole(1, 6)}=${signal}`;
    const stoppedMs = SESSION_TIMEOUT_MS + random.whole(1_000, 6_000);
    const stops = signal === 'SIGSTOP';
    return {
      subject: `worker-${WORKERS}`,
      kind: `worker ${stops ? 'stopped' : 'killed'} at a failpoint`,
      needsLoad: true,
      what: `${signal} of worker-${WORKERS} at ${point}${stops ? ` for ${stoppedMs} ms` : ''}`,
      async strike({ failpointWorker: worker, trace }) {
        await worker.ready();
        const struck = watchStrikes(worker);
        await arm(worker, strike);
        const reached = await eventually('it is struck', struck, {
          timeoutMs: REACHED_WITHIN_MS,
        }).then(
          () => true,
          () => false,
        );
        trace.note(`${worker.name} ${reached ? 'was struck at' : 'did not get to'} ${point}`);
        // A strike that still waits would come at a moment that nobody planned.
        if (!reached) worker.signal('SIGKILL');
        if (stops && reached) {
          await delay(stoppedMs);
          worker.signal('SIGCONT');
        }
        await worker.ready();
        return reached ? 'struck' : 'missed';
      },
    };
  };
}

async function arm({ url }: SupervisedService, strikes: string): Promise<void> {
  await fetch(`${url}/strikes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ strikes }),
  });
}

/** What throws until the worker has said that something struck it, or has died of it. */
function watchStrikes(worker: SupervisedService): () => void {
  const strikesIn = (output: string) => output.split('struck ').length;
  const before = worker.life;
  return () => {
    const { number, output } = worker.life;
    if (number === before.number && strikesIn(output) === strikesIn(before.output)) {
      throw new Error('it was not');
    }
  };
}
