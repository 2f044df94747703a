import type { ExtraName } from './extra-name.ts';
import type { Declared } from './page/declared.ts';
import type { Freshet, Settings } from './types.ts';

/** What the core lends an extra. */
export interface Host {
  readonly freshet: Freshet;
  readonly settings: Settings;
  /** What the nearest element with this attribute declares, itself or around it; empty if there is none. */
  readonly declaredBy: (from: EventTarget, attribute: string) => Declared;
  /** Calls back before a page ends: the document is left, or the address becomes another page's. */
  readonly onPageEnd: (listener: () => void) => void;
}

/**
 * An extra is a module whose default export is called once, when the extra is first needed: by a
 * setting of its name, or `slot` by the page's first `<freshet-recommendations>` or call of
 * `freshet.recommend`, which is what slot's default export returns. It is listed in `sources.ts`,
 * imports types of the core and no code (which it would carry a second time), and guards its own
 * listeners: what it throws there becomes an error of the page.
 */
export interface Extra {
  readonly default: (host: Host) => unknown;
}

export type ImportExtra = (name: ExtraName) => Promise<Extra>;
