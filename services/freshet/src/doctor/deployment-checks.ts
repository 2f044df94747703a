import { join } from 'node:path';
import { KEYS_NAME } from '@freshet/access';
import type { Logger } from '@freshet/runtime';
import type { StoreInspection } from '@freshet/store';
import { type LogInspection, RESERVE_BYTES } from '@freshet/stream';
import type { Check } from './check.ts';
import type { DistributedConfig, DoctorConfig } from './config.ts';
import { embeddedChecks } from './embedded/checks.ts';
import { judgeKeys } from './keys/key-file.ts';
import { logChecks } from './kafka/checks.ts';
import { judgeDisk, type DiskNeed } from './machine/disk.ts';
import { folderFacts } from './machine/folder.ts';
import { redisChecks } from './redis/checks.ts';

const MIB = 1024 * 1024;
/** Leaves time to act before nothing more is taken. */
const WANTED_BYTES = 1024 * MIB;
const DISK_MS = 10_000;
const KEYS_MS = 10_000;

/** How the engines of a deployment are looked at. */
export interface Inspectors {
  log(config: DistributedConfig, logger: Logger): Promise<LogInspection>;
  store(config: DistributedConfig): Promise<StoreInspection>;
}

export interface DoctorOptions {
  readonly config: DoctorConfig;
  readonly inspect: Inspectors;
  readonly lagMax: number;
  readonly logger: Logger;
  readonly clock: () => number;
}

/** Everything that is looked at for the deployment that the settings name. */
export function deploymentChecks(options: DoctorOptions): readonly Check[] {
  const { config, inspect, clock, lagMax, logger } = options;
  const { PARTITIONS: keyed, HOST: host, KEYS_FILE: keysFile } = config;
  const keys = (path: string, isInDataDir: boolean): Check => ({
    name: 'keys',
    limitMs: KEYS_MS,
    look: () => judgeKeys({ path, host, isInDataDir, now: clock() }),
  });
  if ('DATA_DIR' in config) {
    const { DATA_DIR: dir, PORT: port } = config;
    return [
      diskCheck(dir, {
        setting: 'DATA_DIR',
        reserveBytes: RESERVE_BYTES,
        wantedBytes: WANTED_BYTES,
      }),
      keys(keysFile || join(dir, KEYS_NAME), keysFile === ''),
      ...embeddedChecks({ dir, keyed, host, port, clock }),
    ];
  }
  const wantedBytes = config.JOURNAL_BYTES_MAX;
  const open = () => inspect.log(config, logger);
  const user = {
    username: config.KAFKA_USERNAME,
    certFile: config.KAFKA_CERT_FILE,
    prefix: config.KAFKA_PREFIX,
  };
  return [
    diskCheck(config.JOURNAL_DIR, {
      setting: 'JOURNAL_DIR',
      reserveBytes: RESERVE_BYTES,
      wantedBytes,
    }),
    keys(keysFile, false),
    ...logChecks(open, { keyed, copies: config.REPLICATION_FACTOR, lagMax, user, clock }),
    ...redisChecks(() => inspect.store(config)),
  ];
}

function diskCheck(dir: string, need: DiskNeed): Check {
  const look = async () => [judgeDisk(await folderFacts(dir), need)];
  return { name: 'disk', limitMs: DISK_MS, look };
}
