import type { Logger, Registry } from '@freshet/runtime';

export interface TracedService {
  /** Name of the service in its spans. */
  readonly service: string;
  /** The log that its records go through, as spans name it. */
  readonly system: 'kafka' | 'freshet';
  readonly registry: Registry;
  readonly logger: Logger;
}
