import {
  type BehaviourEvent,
  behaviourEventCodec,
  copiedEvent,
  isAgreedTo,
  profileKey,
  tiedErasures,
  unlessUnreadable,
} from '@freshet/events';
import { hash48 } from '@freshet/recommend';
import type { Arrivals, RecordPlace } from '../arrivals/arrivals.ts';
import type { Judges } from '../visits/visits-processor.ts';
import { LiveSite } from './live-site.ts';
import { RecentIds } from './recent-ids.ts';

/** Event ids that are remembered at least: half a minute of two thousand events a second. */
const IDS_MAX = 60_000;
/** Sites that are shown live; events of further ones are not. */
const SITES_MAX = 100;

export interface LiveViewOptions {
  readonly judges: Judges;
  /** Takes note of all that comes. */
  readonly arrivals: Arrivals;
  /** Epoch ms. */
  readonly clock: () => number;
  /** From 0 to below 1; selects what is shown of very many events. */
  readonly random: () => number;
}

/** All sites as they are now, from the events as they arrive. In memory only: history is kept elsewhere. */
export class LiveView {
  readonly #o: LiveViewOptions;
  readonly #ids = new RecentIds(IDS_MAX);
  readonly #sites = new Map<string, LiveSite>();

  constructor(options: LiveViewOptions) {
    this.#o = options;
  }

  /** A record of a topic of events; copies and what cannot be read are for others, as is what its visitor has not agreed to. */
  take(value: Uint8Array | null, place: RecordPlace): void {
    for (const erasure of tiedErasuresIn(value)) this.#sites.get(erasure.site)?.forget(erasure);
    const event = eventIn(value);
    if (event !== undefined && event.type !== 'erase') this.#o.arrivals.note(event, place);
    // Imported history is not what happens now, and an erasure is no act of a visitor.
    if (event === undefined || event.history !== null) return;
    if (event.type === 'erase') return this.#sites.get(event.site)?.forget(event);
    const isDuplicate = this.#ids.seen(hash48(`${profileKey(event)}/${event.id}`));
    const { judges, clock } = this.#o;
    const isInCatalogue = judges.isInCatalogue(event);
    const problemsOf = () => judges.problemsOf(event);
    this.#site(event.site)?.take(event, { isDuplicate, isInCatalogue, problemsOf }, clock());
  }

  /** undefined for a site of which nothing has come, or that found no room. */
  site(name: string): LiveSite | undefined {
    return this.#sites.get(name);
  }

  /** Of which anything has come. */
  get sites(): Iterable<string> {
    return this.#sites.keys();
  }

  #site(name: string): LiveSite | undefined {
    let site = this.#sites.get(name);
    if (site === undefined && this.#sites.size < SITES_MAX) {
      this.#sites.set(name, (site = new LiveSite(this.#o.random)));
    }
    return site;
  }
}

function eventIn(value: Uint8Array | null): BehaviourEvent | undefined {
  return unlessUnreadable(() => {
    if (value === null || copiedEvent(value) !== undefined) return undefined;
    const event = behaviourEventCodec.decode(value);
    return isAgreedTo(event, 'analytics') ? event : undefined;
  });
}

function tiedErasuresIn(value: Uint8Array | null): readonly BehaviourEvent[] {
  return unlessUnreadable(() => tiedErasures(value)) ?? [];
}
