import { Gauge, type Registry } from '@freshet/runtime';

export interface Observed {
  count(): number;
  isFaulty(): boolean;
}

export function observeKeys(registry: Registry, { count, isFaulty }: Observed): void {
  registry.registerMetric(
    new Gauge({
      name: 'freshet_access_keys',
      help: 'Keys in the key file as last read, also those that count no more; 0 without a file.',
      registers: [],
      collect() {
        this.set(count());
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'freshet_access_key_file_fault',
      help: '1 while the key file cannot be used and the keys read before stay in force, else 0.',
      registers: [],
      collect() {
        this.set(Number(isFaulty()));
      },
    }),
  );
}
