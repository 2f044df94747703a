import { parse, parseAllDocuments } from 'yaml';
import { textOf } from '../repository.ts';

const FOLDER = 'deploy/kubernetes';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Labels };
  readonly spec?: Record<string, unknown>;
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}

type Labels = Readonly<Record<string, string>>;

export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: Readonly<Record<string, { readonly name: string; readonly key: string }>>;
}

export interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly env: readonly Variable[];
  readonly envFrom?: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

export interface Volume {
  readonly name: string;
  readonly secret?: { readonly secretName: string };
}

export interface PodSpec {
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly [Container];
  readonly volumes: readonly Volume[];
}

/** Of a Deployment or a StatefulSet. */
export interface Workload {
  readonly name: string;
  readonly pod: PodSpec;
  readonly container: Container;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Volumes that outlive a pod. */
  readonly claims: readonly string[];
}

/** What `kubectl apply -k` sends: every document of the files that the kustomization names. */
function appliedManifests(): Manifest[] {
  const { resources } = parse(textOf(`${FOLDER}/kustomization.yaml`)) as {
    resources: readonly string[];
  };
  return resources.flatMap(manifestsIn);
}

function manifestsIn(file: string): Manifest[] {
  return parseAllDocuments(textOf(`${FOLDER}/${file}`)).map((document) => {
    const [fault] = document.errors;
    if (fault !== undefined) throw fault;
    return document.toJS() as Manifest;
  });
}

/** Everything that is applied. */
export const applied = appliedManifests();
/** What is to be made by hand before. */
export const secrets = manifestsIn('secret.example.yaml');

export const called = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.name}`;
export const found = (kind: string, name: string): Manifest | undefined =>
  applied.find((manifest) => called(manifest) === `${kind} ${name}`);
export const ofKind = <T>(kind: string): T[] =>
  applied.filter((manifest) => manifest.kind === kind).map(({ spec }) => spec as T);
export const secretOf = (name: string): Readonly<Record<string, string>> | undefined =>
  secrets.find(({ metadata }) => metadata.name === name)?.stringData;

interface WorkloadSpec {
  readonly template: {
    readonly metadata: { readonly labels: Labels; readonly annotations: Labels };
    readonly spec: PodSpec;
  };
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
}

export function workloads(manifests: readonly Manifest[]): Workload[] {
  return manifests
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
    .map(({ metadata, spec }) => {
      const { template, volumeClaimTemplates = [] } = spec as unknown as WorkloadSpec;
      return {
        name: metadata.name,
        pod: template.spec,
        container: template.spec.containers[0],
        labels: template.metadata.labels,
        annotations: template.metadata.annotations,
        claims: volumeClaimTemplates.map((claim) => claim.metadata.name),
      };
    });
}
