import { Counter, Gauge, Histogram, type Registry } from '@freshet/runtime';
import type { ItemTables } from '@freshet/tables';
import type { BoughtTogether } from './bought-together.ts';
import type { Strategy } from './recommendations/list.ts';

export interface ApiMetrics {
  readonly requestDuration: Histogram<'route' | 'status' | 'strategy'>;
  readonly storeReadDuration: Histogram<'state'>;
  readonly fallbacks: Counter<'strategy' | 'degraded'>;
}

/** Seconds: from a table in memory to a store in trouble. */
const buckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];

export function createApiMetrics(registry: Registry, tables: () => ItemTables): ApiMetrics {
  const registers = [registry];
  gauge('items', 'Items held in memory.', () => tables().size);
  gauge(
    'catalogue_items',
    'Items held in memory that the catalogue knows.',
    () => tables().catalogued,
  );
  registerTableLag(registry, tables);
  gauge('items_left_out', 'Records of items that found no room in memory.', () => tables().leftOut);
  return {
    requestDuration: new Histogram({
      name: 'freshet_api_request_duration_seconds',
      help: 'From the first byte of a request to the last of its answer.',
      labelNames: ['route', 'status', 'strategy'],
      buckets,
      registers,
    }),
    storeReadDuration: new Histogram({
      name: 'freshet_api_store_read_duration_seconds',
      help: 'From asking the store to its values.',
      labelNames: ['state'],
      buckets,
      registers,
    }),
    fallbacks: new Counter({
      name: 'freshet_api_fallbacks_total',
      help: 'Lists in which no neighbour of the session took part.',
      labelNames: ['strategy', 'degraded'],
      registers,
    }),
  };

  function gauge(noun: string, help: string, read: () => number): void {
    registry.registerMetric(
      new Gauge({
        name: `freshet_api_${noun}`,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  }
}

/** Nothing while the log does not answer: no figure rather than an old one. */
function registerTableLag(registry: Registry, tables: () => ItemTables): void {
  const gauge = new Gauge({
    name: 'freshet_api_table_lag_records',
    help: 'Offsets of a topic held in memory that are in the log and not yet in memory; of a partition written in transactions its last one holds no record.',
    labelNames: ['topic'],
    registers: [],
    async collect() {
      gauge.reset();
      const lags = await tables()
        .lags()
        .catch(() => []);
      for (const [topic, records] of lags) gauge.set({ topic }, records);
    },
  });
  registry.registerMetric(gauge);
}

/** What the request's answer said of how it was made; '' where it is no recommendation. */
export type AnsweredBy = Strategy | BoughtTogether['strategy'] | '';
