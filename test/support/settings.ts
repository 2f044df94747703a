import { join } from 'node:path';
import { vi } from 'vitest';
import { type Checked, formatOf } from './setting-format.ts';
import { filesUnder, repository } from './repository.ts';

export interface Setting {
  readonly name: string;
  readonly description: string;
  /** undefined: it has to be set. */
  readonly default: string | undefined;
  /** What may be written there, and the unit. */
  readonly format: string;
  /** Read only where KAFKA_BROKERS is set, by what serves both forms. */
  readonly onKafkaOnly: boolean;
}

export interface ServiceSettings {
  /** As on the command line: `ingest`, `freshet start`. */
  readonly service: string;
  readonly settings: readonly Setting[];
}

interface Validator extends Checked {
  readonly desc?: string;
  readonly default?: string | number | boolean;
}

/** What every `config.ts` of a service reads from the environment, service by service. */
export async function serviceSettings(): Promise<ServiceSettings[]> {
  const paths = filesUnder('services').filter((path) => path.endsWith('/config.ts'));
  vi.doMock('@freshet/runtime', async (original) => ({
    ...(await original<object>()),
    // Hands the validators out instead of applying them.
    readConfig: (_env: object, spec: object) => spec,
  }));
  // Other tests may have loaded them, and are to load them as they are.
  vi.resetModules();
  try {
    return await Promise.all(paths.map(settingsIn));
  } finally {
    vi.doUnmock('@freshet/runtime');
    vi.resetModules();
  }
}

async function settingsIn(path: string): Promise<ServiceSettings> {
  const [, service, , ...command] = path.split('/').slice(0, -1);
  const module = (await import(join(repository, path))) as Record<string, unknown>;
  const read = Object.entries(module).find(([name]) => name.endsWith('Config'))?.[1];
  if (typeof read !== 'function') throw new Error(`${path} exports no function …Config(env)`);
  const specOf = read as (env: object) => Record<string, Validator>;
  const spec = specOf({});
  const onKafka = specOf({ KAFKA_BROKERS: 'kafka:9092' });
  return {
    service: [service, ...command].join(' '),
    settings: Object.entries({ ...spec, ...onKafka }).map(([name, validator]) => ({
      name,
      description: validator.desc ?? '',
      default: validator.default === undefined ? undefined : String(validator.default),
      format: formatOf(name, validator),
      onKafkaOnly: spec[name] === undefined,
    })),
  };
}
