import { describe, expect, it } from 'vitest';
import { freshetServices } from '../support/compose.ts';
import {
  applied,
  called,
  type Container,
  found,
  type Manifest,
  ofKind,
  secretOf,
  secrets,
  type Variable,
  workloads,
} from '../support/kubernetes/manifests.ts';
import { schemaFaults } from '../support/kubernetes/published-schema.ts';
import { filesUnder, textOf } from '../support/repository.ts';
import { serviceSettings } from '../support/settings.ts';

const pods = workloads(applied);
const compose = new Map(freshetServices());
const settings = new Map((await serviceSettings()).map((of) => [of.service, of.settings] as const));

describe('every manifest', () => {
  it.each([...applied, ...secrets].map((manifest) => [called(manifest), manifest] as const))(
    '%s is as its published schema says',
    (_name, manifest) => {
      expect(schemaFaults(manifest)).toEqual([]);
    },
  );

  it('is named by the kustomization, or an example', () => {
    const listed = textOf('deploy/kubernetes/kustomization.yaml');
    const files = filesUnder('deploy/kubernetes').map((path) => path.split('/').at(-1)!);
    const others = files.filter((file) => !listed.includes(`- ${file}\n`));
    expect(others.toSorted()).toEqual(['kustomization.yaml', 'secret.example.yaml']);
  });

  it('is there once', () => {
    const names = applied.map(called);
    expect(names).toEqual([...new Set(names)]);
  });
});

describe('the published schemas', () => {
  const [deployment] = applied.filter(({ kind }) => kind === 'Deployment');
  const [scaled] = applied.filter(({ kind }) => kind === 'ScaledObject');
  const spoilt = (manifest: Manifest, from: string, to: string) =>
    JSON.parse(JSON.stringify(manifest).replace(from, to)) as Manifest;

  it.each([
    ['a misspelt field', deployment!, '"readOnlyRootFilesystem"', '"readOnlyRootFileSystem"'],
    ['a value of another type', deployment!, '"containerPort":8083', '"containerPort":"8083"'],
    ['what is missing', deployment!, '"selector"', '"selecter"'],
    ['a misspelt field of KEDA', scaled!, '"pollingInterval"', '"pollInterval"'],
    ['a value of KEDA', scaled!, '"maxReplicaCount":32', '"maxReplicaCount":"many"'],
    ['a text that must be one', scaled!, '"lagThreshold":"20000"', '"lagThreshold":20000'],
  ])('find %s', (_what, manifest, from, to) => {
    expect(JSON.stringify(manifest)).toContain(from);
    expect(schemaFaults(spoilt(manifest, from, to))).not.toEqual([]);
  });
});

/** A variable's value as a pod gets it; undefined where it is not to be had. */
function valueOf({ value, valueFrom }: Variable): string | undefined {
  const { configMapKeyRef: shared, secretKeyRef: kept } = valueFrom ?? {};
  if (shared) return found('ConfigMap', shared.name)?.data?.[shared.key];
  if (kept) return secretOf(kept.name)?.[kept.key];
  return value;
}

const sharedBy = ({ envFrom = [] }: Container): Map<string, string> =>
  new Map(
    envFrom.flatMap(({ configMapRef: { name } }) =>
      Object.entries(found('ConfigMap', name)?.data ?? {}),
    ),
  );

describe.each(pods)('$name', ({ name, pod, container, labels, annotations, claims }) => {
  const known = settings.get(name) ?? [];
  const shared = sharedBy(container);
  const own = container.env.map((variable) => [variable.name, valueOf(variable)] as const);
  const given = new Map([...shared, ...own]);
  const isKnown = (key: string) => known.some((of) => of.name === key);
  /** A password may be in a file that its setting's name and _FILE leads to. */
  const set = [...given.keys()].map((key) => (isKnown(key) ? key : key.replace(/_FILE$/, '')));

  it('is given only settings it reads, each with a value', () => {
    const strangers = set.filter((key) => !isKnown(key));
    expect(strangers, `services/${name}/src/config.ts does not read them`).toEqual([]);
    for (const [key, value] of given) expect(value, key).toBeTypeOf('string');
  });

  it('is given every setting without a default', () => {
    const required = known.filter((setting) => setting.default === undefined);
    expect(set).toEqual(expect.arrayContaining(required.map((of) => of.name)));
  });

  it('is given what docker-compose.yml gives it', () => {
    const composed = Object.keys(compose.get(name)?.environment ?? {});
    // No file of a pod outlives it: its sink has a webhook.
    const wanted = composed.map((key) => (key === 'SINK_FILE' ? 'SINK_URL' : key));
    expect(set).toEqual(expect.arrayContaining(wanted));
  });

  it('has from a Secret what holds a password', () => {
    for (const variable of container.env) {
      if (!/URL$|SECRET|PASSWORD/.test(variable.name)) continue;
      if (/^(API|INGEST|PROBE|SINK)_URL$/.test(variable.name)) continue;
      expect(variable.valueFrom, variable.name).toHaveProperty('secretKeyRef');
    }
    const open = [...shared.keys()].filter((key) => /(URL|SECRET|PASSWORD|KEY)$/.test(key));
    expect(open).toEqual([]);
  });

  it('finds each file that a setting names in a Secret that it mounts', () => {
    for (const [key, path] of shared) {
      if (!key.endsWith('_FILE')) continue;
      const [folder, file] = [path.replace(/\/[^/]+$/, ''), path.split('/').at(-1)!];
      const mount = container.volumeMounts.find(({ mountPath }) => mountPath === folder);
      const volume = pod.volumes.find((one) => one.name === mount?.name);
      expect(secretOf(volume?.secret?.secretName ?? ''), `${key}=${path}`).toHaveProperty([file]);
    }
  });

  it('is scraped at a port that is not for visitors', () => {
    const scraped = container.ports.find(
      ({ containerPort }) => String(containerPort) === annotations['prometheus.io/port'],
    );
    const has = (port: string) => container.ports.some((one) => one.name === port);
    expect(scraped?.name).toBe(has('operations') ? 'operations' : 'http');
    expect(has('operations')).toBe(isKnown('OPERATIONS_PORT'));
  });

  it('runs the image and the command that docker-compose.yml and package.json run', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    expect(container.image).toBe(compose.get(name)?.image);
    expect(container.command).toEqual(compose.get(name)?.command);
    expect(container.command.join(' ')).toBe(scripts[name]);
  });

  it('listens where its probes look', () => {
    const [port] = container.ports;
    expect(given.get('HOST')).toBe('0.0.0.0');
    expect(given.get('PORT')).toBe(String(port!.containerPort));
    expect(port!.name).toBe('http');
    const routes = textOf('packages/runtime/src/http/operations.ts');
    for (const probe of [
      container.startupProbe,
      container.readinessProbe,
      container.livenessProbe,
    ]) {
      expect(probe.httpGet.port).toBe('http');
      expect(routes).toContain(`app.get('${probe.httpGet.path}'`);
    }
  });

  it('gets longer to end than it takes', () => {
    const drainMs = Number(known.find((of) => of.name === 'DRAIN_MS')?.default ?? 0);
    const closing = /STEPS_MS_MAX = ([\d_]+)/.exec(textOf('packages/runtime/src/shutdown.ts'));
    const stepsMs = Number(closing![1]!.replaceAll('_', ''));
    const drainsMs = Number(given.get('DRAIN_MS') ?? drainMs);
    expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(drainsMs + stepsMs);
  });

  it('can neither write to its image nor become root', () => {
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(container).toMatchObject({
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
    });
  });

  it('mounts what there is', () => {
    const volumes = [...pod.volumes.map((volume) => volume.name), ...claims];
    const mounted = container.volumeMounts.map((mount) => mount.name);
    expect(mounted.toSorted()).toEqual(volumes.toSorted());
  });

  it('is chosen by its own budget, and one at a time is taken down', () => {
    expect(found('PodDisruptionBudget', name)?.spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: labels },
    });
  });
});

it('what is called from outside has keys: without, it does not start', () => {
  for (const { name, container } of pods) {
    if (!settings.get(name)!.some((of) => of.name === 'KEYS_FILE')) continue;
    const file = container.env.find((variable) => variable.name === 'KEYS_FILE')?.value;
    const mounts = container.volumeMounts.map(({ mountPath }) => mountPath);
    expect(mounts, name).toContain(file?.replace(/\/[^/]+$/, ''));
  }
});

it('a journal outlives its pod', () => {
  const ingest = pods.find(({ name }) => name === 'ingest')!;
  const dir = ingest.container.env.find(({ name }) => name === 'JOURNAL_DIR')!.value!;
  const mount = ingest.container.volumeMounts.find(({ mountPath }) => dir.startsWith(mountPath));
  expect(ingest.claims).toContain(mount!.name);
});

it('every Service leads to pods that there are', () => {
  interface ServiceSpec {
    readonly selector: object;
    readonly ports: readonly { readonly port: number }[];
  }
  for (const { selector, ports } of ofKind<ServiceSpec>('Service')) {
    const { container } = pods.find(({ labels }) =>
      Object.entries(selector).every(([key, value]) => labels[key] === value),
    )!;
    expect(ports.map(({ port }) => port)).toEqual([container.ports[0]!.containerPort]);
  }
});

it('addresses of other services are their Services', () => {
  for (const { container } of pods) {
    for (const { name, value = '' } of container.env) {
      if (!/^(API|INGEST|PROBE)_URL$/.test(name)) continue;
      const { hostname, port } = new URL(value);
      expect(found('Service', hostname)?.spec).toMatchObject({ ports: [{ port: Number(port) }] });
    }
  }
});

it('from outside, only what browsers call is reached', () => {
  interface Entry {
    readonly rules: readonly {
      readonly http: {
        readonly paths: readonly {
          readonly path: string;
          readonly pathType: string;
          readonly backend: { readonly service: { readonly name: string } };
        }[];
      };
    }[];
  }
  const paths = ofKind<Entry>('Ingress').flatMap(({ rules }) =>
    rules.flatMap(({ http }) => http.paths),
  );
  for (const { path, pathType, backend } of paths) {
    // A prefix would take in what comes to lie behind it.
    expect(pathType).toBe('Exact');
    expect(path).not.toMatch(/admin|metrics|health|profiles/);
    const served = filesUnder(`services/${backend.service.name}/src`).some((file) =>
      textOf(file).includes(`'${path}'`),
    );
    expect(served, `${backend.service.name} serves no ${path}`).toBe(true);
  }
});

it('what is not allowed does not come in', () => {
  expect(found('NetworkPolicy', 'nothing-comes-in')?.spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress'],
  });
});
