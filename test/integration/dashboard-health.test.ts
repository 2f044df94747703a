import { behaviourEventCodec, topics } from '@freshet/events';
import { expect, it } from 'vitest';
import { startDashboard } from '../support/dashboard.ts';
import { describeDeployments } from '../support/deployment.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { getJson } from '../support/http.ts';

const PARTITIONS = 3;

interface Told {
  readonly groups: readonly { readonly group: string; readonly lag: number }[];
  readonly freshness: readonly { readonly group: string; readonly p50S: number | null }[];
  readonly notSeen: readonly string[];
  readonly probe: unknown;
}

describeDeployments('health', (open) => {
  it('says how far each group is behind, whether it runs here or elsewhere', async () => {
    const engines = await open(PARTITIONS);
    const { url } = await startDashboard(engines);
    const at = Date.now();
    await engines.log.publisher.publish(
      topics.behaviourEvents.name,
      Array.from({ length: 60 }, (_, i) => ({
        partition: i % PARTITIONS,
        value: behaviourEventCodec.encode(behaviourEvent({ id: `e${i}`, at, receivedAt: at })),
      })),
    );
    await eventually('all is counted here, and by nobody else', async () => {
      const { groups, freshness, notSeen } = await getJson<Told>(`${url}/v1/dashboard/health`);
      const of = (name: string) => groups.find(({ group }) => group === name);
      expect(of('dashboard.back_office')).toMatchObject({
        topic: 'behaviour.events',
        lag: 0,
        partitions: [0, 1, 2].map((partition) => ({ partition, lag: 0 })),
        drainS: 0,
        assignments: PARTITIONS,
      });
      expect(of('profiles')).toMatchObject({
        lag: 60,
        partitions: [0, 1, 2].map((partition) => ({ partition, lag: 20 })),
        drainS: null,
        assignments: null,
      });
      expect(of('items')).toMatchObject({ topic: 'item.signals', lag: 0, drainS: 0 });
      const history = freshness.find(({ group }) => group === 'dashboard-history.back_office');
      expect(history?.p50S).toBeGreaterThan(0);
      expect(notSeen).toEqual(['ingest', 'worker']);
    });
  });

  it('has what the probe found, and names one that does not answer', async () => {
    const standing = {
      last: { outcome: 'late', at: 1_764_000_000_000 },
      lastHour: { rounds: 60, fresh: 59 },
    } as const;
    let isThere = true;
    const probe = async () => {
      if (isThere) return standing;
      throw new Error('no answer');
    };
    const { url } = await startDashboard(await open(PARTITIONS), { probe });
    const told = () => getJson<Told>(`${url}/v1/dashboard/health`);
    expect(await told()).toMatchObject({ probe: standing, notSeen: ['ingest', 'worker'] });
    isThere = false;
    expect(await told()).toMatchObject({ probe: null, notSeen: ['ingest', 'worker', 'probe'] });
  });
});
