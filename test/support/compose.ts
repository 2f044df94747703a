import { parse } from 'yaml';
import { textOf } from './repository.ts';

export interface ComposeService {
  readonly image: string;
  /** Set where the image is our own. */
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly restart?: string;
  readonly init?: boolean;
  readonly stop_grace_period?: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly [kind: string, ...command: string[]] };
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** docker-compose.yml with anchors and merge keys resolved. */
export function composeFile(): ComposeFile {
  return parse(textOf('docker-compose.yml'), { merge: true }) as ComposeFile;
}

/** The services that run Freshet itself, by name. */
export function freshetServices(): [name: string, service: ComposeService][] {
  return Object.entries(composeFile().services).filter(([, { build }]) => build !== undefined);
}

/** A health check as a process is given it: Compose reads `$$` as one dollar. */
export function healthCommand({ healthcheck }: ComposeService): string[] {
  const [kind, ...command] = healthcheck?.test ?? ['NONE'];
  if (kind !== 'CMD') throw new Error(`health check of kind ${kind}; write it as [CMD, …]`);
  return command.map((word) => word.replaceAll('$$', '$'));
}

/** A value with what Compose takes from the environment of whoever starts it: `${NAME:?what to do}`. */
export function interpolated(value: string, given: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{(\w+):[?-][^}]*\}/g, (_whole, name: string) => given[name] ?? '');
}
