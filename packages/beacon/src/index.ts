import { startBeacon } from './beacon.ts';
import type { Extra } from './extra.ts';
import type { ExtraName } from './extra-name.ts';
import { consentAtStart } from './consent-at-start.ts';
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

const extras: Partial<Record<ExtraName, () => Promise<Extra>>> = {
  slot: () => import('./slot/slot.ts'),
  source: () => import('./extras/data-layer.ts'),
  impressions: () => import('./extras/impressions.ts'),
  dwell: () => import('./extras/dwell.ts'),
  debug: () => import('./extras/debug.ts'),
};

let started: Freshet | undefined;

/** The beacon of this page, for scripts that bundle it; further calls return the one that runs. */
export function createBeacon(settings: Settings): Freshet {
  const importExtra = (name: ExtraName): Promise<Extra> => extras[name]!();
  return (started ??= startBeacon(settings, consentAtStart(settings, navigator), importExtra));
}
