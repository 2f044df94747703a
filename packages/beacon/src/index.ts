import { startBeacon } from './beacon.ts';
import type { Extra } from './extra.ts';
import type { ExtraName } from './extra-name.ts';
import { consentAtStart } from './settings.ts';
import type { Freshet, Settings } from './types.ts';

export type { Extra, Host } from './extra.ts';
export type {
  BeaconEvent,
  Consent,
  EventFields,
  Fate,
  Freshet,
  Ids,
  Listener,
  OrderLine,
  Purchase,
  Reason,
  Settings,
} from './types.ts';

const extras: Partial<Record<ExtraName, () => Promise<Extra>>> = {};

let started: Freshet | undefined;

/** The beacon of this page, for scripts that bundle it; further calls return the one that runs. */
export function createBeacon(options: Pick<Settings, 'endpoint'> & Partial<Settings>): Freshet {
  const settings = { api: options.endpoint, ...options };
  const importExtra = (name: ExtraName): Promise<Extra> => extras[name]!();
  return (started ??= startBeacon(settings, consentAtStart(settings, navigator), importExtra));
}
