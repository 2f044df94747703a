import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { changeKeyFile, makeKey, withKey } from '@freshet/access';
import { topics } from '@freshet/events';
import { openEnvironment } from '@freshet/store/embedded';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askDoctor, expectFound, type PlantedFault } from '../support/doctor.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';
import { runFreshet } from '../support/freshet-command.ts';
import { postJson } from '../support/http.ts';
import { quietLogger } from '../support/quiet-logger.ts';

const PARTITIONS = 4;
/** Where an LMDB meta page says what it is, and of which version; there are two such pages. */
const META = { pages: [0, 4096], magic: 24, version: 28 };

const settings = async (dir: string) => ({
  DATA_DIR: dir,
  PARTITIONS: String(PARTITIONS),
  PORT: String((await freePorts(1))[0]),
});

/** A key file with one key in it. */
async function keyFile(): Promise<string> {
  const path = join(temporaryFolder(), 'keys.json');
  const wish = { kind: 'secret', site: 'shop', label: '', scopes: ['events'] } as const;
  const made = makeKey({ ...wish, origins: [], expiresAt: null }, Date.now());
  await changeKeyFile(path, (set) => withKey(set, made));
  return path;
}

/** A folder as an instance leaves it, with these records in `behaviour.events`. */
async function usedFolder(values: readonly Uint8Array[] = []): Promise<string> {
  const dir = temporaryFolder();
  const environment = openEnvironment(dir);
  const log = createEmbeddedLog({ environment, partitions: PARTITIONS, logger: quietLogger });
  await log.admin.ensureTopics(Object.values(topics));
  const records = values.map((value) => ({ value, partition: 0 }));
  if (records.length > 0) await log.publisher.publish(topics.behaviourEvents.name, records);
  await log.close();
  await environment.close();
  return dir;
}

function overwrite(dir: string, at: number, byte: number): string {
  const file = openSync(join(dir, 'data.mdb'), 'r+');
  for (const page of META.pages) writeSync(file, Buffer.of(byte), 0, 1, page + at);
  return dir;
}

/** Readers write themselves down in LMDB's lock file, so that is named only. */
const content = (dir: string) => ({
  names: readdirSync(dir).toSorted(),
  data: readFileSync(join(dir, 'data.mdb'), 'base64'),
});

describe('freshet doctor on a healthy embedded form', () => {
  it('has nothing to say before the first start, and makes nothing', async () => {
    const dir = join(temporaryFolder(), 'data');
    const report = await askDoctor(await settings(dir), { isFromSources: true });
    expect(report).toMatchObject({ code: 0, faults: [] });
    expect(() => statSync(dir)).toThrow('ENOENT');
  });

  it('has nothing to say while it runs, and after', async () => {
    const dir = temporaryFolder();
    const running = await startFreshet(dir, PARTITIONS);
    await postJson(`${running.url}/v1/events`, { type: 'view', userId: 'ada', itemId: 'tent' });
    const env = { ...(await settings(dir)), PORT: new URL(running.url).port };
    const report = await askDoctor(env);
    expect(report).toMatchObject({ code: 0, faults: [] });
    const said = report.findings.map(({ says }) => says).join('\n');
    expect(said).toContain(`in use by process ${running.pid}`);
    await running.stop();
    const before = content(dir);
    expect(await askDoctor(env)).toMatchObject({ code: 0, faults: [] });
    expect(content(dir)).toEqual(before);
  });
});

interface FolderFault extends PlantedFault {
  /** Answers with the settings. */
  plant(): Promise<Record<string, string>>;
}

const faults: readonly FolderFault[] = [
  {
    fault: 'a data directory that is a file',
    plant: async () => {
      const path = join(temporaryFolder(), 'data');
      writeFileSync(path, '');
      return settings(path);
    },
    check: 'disk',
    verdict: 'problem',
    says: /DATA_DIR .* is a file/,
    mend: /Set DATA_DIR to a folder, or move the file away: mv/,
  },
  {
    fault: 'data that are none',
    plant: async () => settings(overwrite(await usedFolder(), META.magic, 0)),
    check: 'data',
    verdict: 'problem',
    says: /damaged \(its file is none of LMDB\)/,
    mend: /mv .*damaged/,
  },
  {
    fault: 'data of another version of LMDB',
    plant: async () => settings(overwrite(await usedFolder(), META.version, 7)),
    check: 'data',
    verdict: 'problem',
    says: /another version of LMDB \(format 7; this one reads 2\)/,
    mend: /Run the version of Freshet that wrote them/,
  },
  {
    fault: 'data that were cut off',
    plant: async () => {
      const dir = temporaryFolder();
      cpSync(await usedFolder([Buffer.from('x')]), dir, { recursive: true });
      truncateSync(join(dir, 'data.mdb'), 3 * 4096);
      return settings(dir);
    },
    check: 'data',
    verdict: 'problem',
    says: /damaged/,
    mend: /Bring back a copy/,
  },
  {
    fault: 'data with another partition count',
    plant: async () => ({ ...(await settings(await usedFolder())), PARTITIONS: '6' }),
    check: 'data',
    verdict: 'problem',
    says: /has 4 partitions where 6 are expected/,
    mend: /Set PARTITIONS=4/,
  },
  {
    fault: 'a record of a newer version',
    plant: async () => settings(await usedFolder([Buffer.of(0, 0, 0, 3, 231, 1)])),
    check: 'schemas',
    verdict: 'problem',
    says: /behaviour\.events has records of schema 999/,
    mend: /Upgrade/,
  },
  {
    fault: 'a port that is taken',
    plant: async () => {
      const env = await settings(temporaryFolder());
      const server = createServer().listen(Number(env.PORT), '127.0.0.1');
      onTestFinished(() => void server.close());
      await once(server, 'listening');
      return env;
    },
    check: 'port',
    verdict: 'problem',
    says: new RegExp(`is taken by (process ${process.pid}|another process)`),
    mend: /Set PORT to a free port, or (stop|find) it/,
  },
  {
    fault: 'an address that is not of this machine',
    plant: async () => ({
      ...(await settings(temporaryFolder())),
      HOST: '192.0.2.1',
      KEYS_FILE: await keyFile(),
    }),
    check: 'port',
    verdict: 'problem',
    says: /cannot be listened on: EADDRNOTAVAIL/,
    mend: /Set HOST to an address of this machine/,
  },
  {
    fault: 'keys of another version',
    plant: async () => {
      const dir = temporaryFolder();
      writeFileSync(join(dir, 'keys.json'), '{"version":2}', { mode: 0o600 });
      return settings(dir);
    },
    check: 'keys',
    verdict: 'problem',
    says: /has version 2/,
    mend: /Run the version of Freshet that wrote it/,
  },
  {
    fault: 'a form without keys that others reach',
    plant: async () => ({ ...(await settings(temporaryFolder())), HOST: '0.0.0.0' }),
    check: 'keys',
    verdict: 'problem',
    says: /would be open to everybody who reaches HOST=0\.0\.0\.0/,
    mend: /freshet keys create/,
  },
  {
    fault: 'a setting that cannot be used',
    plant: async () => ({ ...(await settings(temporaryFolder())), PARTITIONS: 'many' }),
    check: 'settings',
    verdict: 'problem',
    says: /PARTITIONS: got "many"/,
    mend: /\.env\.example/,
  },
];

describe('freshet doctor finds', () => {
  it.for(faults)('$fault', async ({ plant, ...planted }) => {
    const report = await askDoctor(await plant());
    expectFound(report, planted);
    expect(report.code).toBe(1);
    expect(report.faults, 'and nothing else').toHaveLength(1);
  });
});

/** A disk of one process's own. */
const mounted = (options: string) => `mount -t tmpfs -o ${options} none "$0"`;
const canMount =
  spawnSync('unshare', ['-Urm', 'sh', '-c', mounted('size=1m'), '/tmp'], { timeout: 10_000 })
    .status === 0;

describe.skipIf(!canMount)('freshet doctor finds', () => {
  it.for([
    {
      fault: 'a disk that is nearly full',
      options: 'size=32m',
      says: /DATA_DIR .*: 32 MiB free; below 64 MiB events are refused/,
      mend: /Make room/,
    },
    {
      fault: 'a disk that is read only',
      options: 'size=2g,ro',
      says: /cannot be written to \(.*EROFS/,
      mend: /Mount its disk writable/,
    },
  ] as const)('$fault', async ({ options, ...planted }) => {
    const dir = temporaryFolder();
    const within = ['unshare', '-Urm', 'sh', '-c', `${mounted(options)} && exec "$@"`, dir];
    const report = await askDoctor(await settings(dir), { within });
    expectFound(report, { check: 'disk', verdict: 'problem', ...planted });
    expect(report.code).toBe(1);
  });
});

it('freshet doctor ends with 2 on arguments that it does not know', async () => {
  const { code, output } = await runFreshet('doctor', '--mend');
  expect(code, output).toBe(2);
  expect(output).toContain('Usage: freshet doctor');
});
