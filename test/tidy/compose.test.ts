import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composeFile, freshetServices, healthCommand } from '../support/compose.ts';
import { filesUnder, repository, textOf } from '../support/repository.ts';
import { serviceSettings } from '../support/settings.ts';

const { services, volumes } = composeFile();
const settings = new Map((await serviceSettings()).map((of) => [of.service, of.settings] as const));

const reads = (service: string, variable: string): boolean =>
  settings.get(service)!.some(({ name }) => name === variable);

describe.each(Object.entries(services))('service %s of docker-compose.yml', (name, service) => {
  it('has a pinned image', () => {
    expect(service.image, `pin ${name} to one version`).toMatch(/:v?\d+\.\d+\.\d+(-[a-z0-9.]+)?$/);
  });

  it('says how its health is checked', () => {
    expect(healthCommand(service).length).toBeGreaterThan(0);
  });

  it('comes back after a crash, reaps its children and gets time to stop', () => {
    expect(service).toMatchObject({ restart: 'unless-stopped', init: true });
    expect(service.stop_grace_period).toMatch(/^\d+s$/);
  });

  it('is reached from this machine only', () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('keeps its data in declared volumes', () => {
    for (const volume of service.volumes ?? []) {
      expect(Object.keys(volumes), `declare ${volume}`).toContain(volume.split(':')[0]);
    }
  });

  it('waits for the health of what it needs', () => {
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(Object.keys(services)).toContain(needed);
      expect(condition).toBe('service_healthy');
    }
  });
});

it('every declared volume is used', () => {
  const used = Object.values(services).flatMap((service) => service.volumes ?? []);
  const names = used.map((volume) => volume.split(':')[0]);
  expect(new Set(names)).toEqual(new Set(Object.keys(volumes)));
});

describe.each(freshetServices())('%s, run from our own image,', (name, service) => {
  const known = settings.get(name) ?? [];
  const environment = service.environment ?? {};

  it('is given only settings it reads', () => {
    const unknown = Object.keys(environment).filter(
      (variable) => !known.some((setting) => setting.name === variable),
    );
    expect(unknown, `take them out, or read them in services/${name}/src/config.ts`).toEqual([]);
  });

  it('is given every setting without a default', () => {
    const required = known.filter((setting) => setting.default === undefined);
    expect(Object.keys(environment)).toEqual(
      expect.arrayContaining(required.map((setting) => setting.name)),
    );
  });

  it('listens where its health check and its published port look', () => {
    expect(environment['HOST']).toBe('0.0.0.0');
    expect(environment['PORT']).toMatch(/^\d+$/);
    for (const port of service.ports ?? []) expect(port).toMatch(`:${environment['PORT']}`);
  });

  it('cannot write to its image and is not root', () => {
    expect(service).toMatchObject({ read_only: true, user: 'node' });
  });
});

it('every service that reads the log agrees on the partitions', () => {
  const readers = freshetServices().filter(([name]) => reads(name, 'PARTITIONS'));
  const counts = readers.map(([, { environment }]) => environment?.['PARTITIONS']);
  expect(new Set(counts)).toEqual(new Set([expect.stringMatching(/^\d+$/)]));
});

it('addresses of other services are theirs: inside by name, for browsers by published port', () => {
  const inside = new Set<string>();
  const published = new Set<string>();
  for (const [name, { environment, ports = [] }] of freshetServices()) {
    inside.add(`http://${name}:${environment?.['PORT']}`);
    for (const port of ports) published.add(`http://${port.slice(0, port.lastIndexOf(':'))}`);
  }
  for (const [, { environment = {} }] of freshetServices()) {
    for (const [variable, value] of Object.entries(environment)) {
      if (!/^(API|INGEST|PUBLIC_API|PUBLIC_INGEST)_URL$/.test(variable)) continue;
      expect([...(variable.startsWith('PUBLIC_') ? published : inside)]).toContain(value);
    }
  }
});

it('a worker publishes no port, so that it can be scaled', () => {
  expect(services['worker']?.ports).toBeUndefined();
});

describe('Dockerfile', () => {
  const lines = textOf('Dockerfile').split('\n');
  const copied = lines
    .filter((line) => line.startsWith('COPY '))
    .flatMap((line) => line.split(' ').slice(1, -1));

  it('copies only what is there', () => {
    expect(copied.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });

  it('installs the dependencies of every workspace', () => {
    // The client's build makes one more, in a folder of its own.
    const manifests = ['packages', 'services']
      .flatMap(filesUnder)
      .filter((path) => /^\w+\/[^/]+\/package\.json$/.test(path));
    expect(copied).toEqual(expect.arrayContaining(manifests));
  });

  it('starts from a pinned image and does not run as root', () => {
    expect(lines.find((line) => line.startsWith('FROM '))).toMatch(/^FROM node:20\.\d+\.\d+-/);
    expect(lines).toContain('USER node');
  });
});
