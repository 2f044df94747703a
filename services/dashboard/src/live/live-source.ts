import type { Source } from '../stream/broadcast.ts';
import type { LiveView } from './live-view.ts';
import { LiveSite } from './live-site.ts';
import type { LongWindows } from './long-windows.ts';

/** What streams and snapshots are made of. */
export function liveSource(
  live: Pick<LiveView, 'site'>,
  long: Pick<LongWindows, 'of'>,
  clock: () => number,
): Source {
  const empty = new LiveSite(() => 0);
  /** The longer windows that were told last. */
  const told = new Map<string, ReturnType<LongWindows['of']>>();

  function news(site: string) {
    const windows = long.of(site);
    if (windows === told.get(site)) return [];
    told.set(site, windows);
    return windows;
  }

  return {
    snapshot(site) {
      const { window, ...rest } = (live.site(site) ?? empty).snapshot(clock());
      return { site, ...rest, windows: [window, ...long.of(site)] };
    },
    takeDelta(site, force) {
      const known = live.site(site) ?? empty;
      if (!known.isChanged && !force) return undefined;
      const delta = known.takeDelta(clock());
      return { ...delta, windows: [...delta.windows, ...news(site)] };
    },
  };
}
