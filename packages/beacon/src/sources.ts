import type { ExtraName } from './extra-name.ts';

/** The script of the tag, for whoever bundles it; it wants `VERSION` defined. */
export const tagSource = new URL('./tag.ts', import.meta.url);

/** What puts that script on a page by an address alone. */
export const loaderSource = new URL('./loader.ts', import.meta.url);

/** The extras there are, each a module of its own beside the tag's script. */
export const extraSources: Partial<Record<ExtraName, URL>> = {
  slot: new URL('./slot/slot.ts', import.meta.url),
  source: new URL('./extras/data-layer.ts', import.meta.url),
  impressions: new URL('./extras/impressions.ts', import.meta.url),
  dwell: new URL('./extras/dwell.ts', import.meta.url),
  debug: new URL('./extras/debug.ts', import.meta.url),
};
