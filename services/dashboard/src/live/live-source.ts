import type { Source } from '../stream/broadcast.ts';
import type { LiveView } from './live-view.ts';
import { LiveSite } from './live-site.ts';

/** What streams and snapshots are made of. */
export function liveSource(live: LiveView, clock: () => number): Source {
  const empty = new LiveSite(() => 0);
  return {
    snapshot(site) {
      const { window, ...rest } = (live.site(site) ?? empty).snapshot(clock());
      return { site, ...rest, windows: [window] };
    },
    takeDelta(site, force) {
      const known = live.site(site) ?? empty;
      return known.isChanged || force ? known.takeDelta(clock()) : undefined;
    },
  };
}
