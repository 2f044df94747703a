import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startKafka } from './kafka.ts';
import { startRedis } from './redis.ts';

const run = promisify(execFile);

export interface Engines {
  readonly kafka: string | null;
  /** Where the partitions of that Kafka lie. */
  readonly kafkaLogDir: string | null;
  readonly redis: string | null;
  stop(): Promise<void>;
}

/** Debian packages that bring each program the engines need. */
const packages = {
  java: 'openjdk-17-jre-headless',
  mvn: 'maven',
  'redis-server': 'redis-server',
} as const;
type Program = keyof typeof packages;

/**
 * Starts the engines this machine can run. What is missing is left out with a note, or with
 * FRESHET_ENGINES=required ends the run.
 */
export async function startEngines(): Promise<Engines> {
  const missing = await missingPrograms();
  report(missing);
  const runsKafka = !missing.includes('java') && !missing.includes('mvn');
  const [kafka, redis] = await Promise.all([
    runsKafka ? startKafka({ brokers: 1 }) : null,
    missing.includes('redis-server') ? null : startRedis(),
  ]);
  return {
    kafka: kafka?.bootstrap ?? null,
    kafkaLogDir: kafka?.nodes[0]!.logDir ?? null,
    redis: redis?.url ?? null,
    async stop() {
      await Promise.all([kafka?.stop(), redis?.stop()]);
    },
  };
}

function report(missing: readonly Program[]): void {
  if (missing.length === 0) return;
  const install = `apt-get install -y ${missing.map((name) => packages[name]).join(' ')}`;
  const text = `${missing.join(', ')} not found; to run the suites on real engines: ${install}`;
  if (process.env['FRESHET_ENGINES'] === 'required') throw new Error(text);
  console.warn(`Left out: the Kafka or Redis suites that need what is missing. ${text}`);
}

async function missingPrograms(): Promise<Program[]> {
  const names = Object.keys(packages) as Program[];
  const found = await Promise.all(
    names.map((name) =>
      run('sh', ['-c', 'command -v "$0"', name]).then(
        () => true,
        () => false,
      ),
    ),
  );
  return names.filter((_, i) => !found[i]);
}
