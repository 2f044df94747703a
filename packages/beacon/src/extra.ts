import type { ExtraName } from './extra-name.ts';
import type { Freshet, Settings } from './types.ts';

/** What the core lends an extra. */
export interface Host {
  readonly freshet: Freshet;
  readonly settings: Settings;
}

/**
 * An extra is a module whose default export is called once, when the extra is first needed: by a
 * setting of its name, or `slot` by the page's first `<freshet-recommendations>` or call of
 * `freshet.recommend`, which is what slot's default export returns. It is listed in `sources.ts` and
 * `index.ts`. Of the core it imports types, and functions without state, which it carries a second
 * time: all else it does by `freshet`. It guards its own listeners: what they throw becomes an error
 * of the page.
 */
export interface Extra {
  readonly default: (host: Host) => unknown;
}

export type ImportExtra = (name: ExtraName) => Promise<Extra>;
