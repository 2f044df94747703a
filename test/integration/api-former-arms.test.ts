import { FIRST_NAMESPACE } from '@freshet/events';
import { Histogram } from '@freshet/runtime';
import { openSigningKey } from '@freshet/stream';
import { expect, it, onTestFinished } from 'vitest';
import { StateReader } from '../../services/api/src/state-reader.ts';
import { answerId } from '../support/attribution-log.ts';
import { openEmbedded } from '../support/embedded.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { publishInParts, startSmallWorker } from '../support/pipeline.ts';
import { quietLogger } from '../support/quiet-logger.ts';

const PARTITIONS = 4;
const a1 = { userId: null, anonymousId: 'a1' };

it('an id that became a user is in the user’s arm where it is asked for, and nobody beside another', async () => {
  const { log, store, close } = await openEmbedded({ partitions: PARTITIONS });
  onTestFinished(close);
  const worker = await startSmallWorker(log, store);
  onTestFinished(() => worker.close());
  const recommId = answerId(await openSigningKey(log), { experiment: 'hop', variant: 'b' });
  const told = [
    behaviourEvent({ id: 'e1', ...a1, type: 'impression', recommId, position: 1 }),
    behaviourEvent({ id: 'e2', ...a1, userId: 'ada', type: 'identify', itemId: null }),
  ];
  await publishInParts(log, told, told.length);
  const reader = new StateReader({
    store,
    space: { namespace: FIRST_NAMESPACE, partitions: PARTITIONS },
    logger: quietLogger,
    duration: new Histogram({ name: 'reads', help: 'reads', labelNames: ['state'], registers: [] }),
  });
  const asked = [{ ...a1, leadsOn: true as const }, a1, { userId: 'ada', anonymousId: null }];
  await eventually('they are one', async () => {
    const inArm = { assignments: [{ experiment: 'hop', variant: 'b' }] };
    expect(await reader.kept('default', asked)).toMatchObject([inArm, null, inArm]);
  });
});
