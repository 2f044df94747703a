import { Counter, type Registry } from '@freshet/runtime';
import { lagReport } from '../lag.ts';
import { perRegistry } from '../per-registry.ts';

export type DeliveryMetrics = ReturnType<typeof createDeliveryMetrics>;

/** The figures of all plain consumers of a process. */
export const deliveryMetrics = perRegistry(createDeliveryMetrics);

function createDeliveryMetrics(registry: Registry) {
  const registers = [registry];
  return {
    lag: lagReport(registry),
    missed: new Counter({
      name: 'freshet_consumer_missed_records_total',
      help: 'Offsets that retention removed before the group had read them.',
      labelNames: ['group'],
      registers,
    }),
    lost: new Counter({
      name: 'freshet_consumer_lost_records_total',
      help: 'Records of an at-most-once group whose work failed.',
      labelNames: ['group'],
      registers,
    }),
  };
}
