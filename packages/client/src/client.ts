import { answerOf, type Calls, createCalls } from './calls.ts';
import { createCatalogue } from './catalogue.ts';
import { LEAVING_BYTES_MAX } from './events/batch.ts';
import { type EventOptions, Events } from './events/events.ts';
import { createRecommendations } from './recommendations.ts';

export interface FreshetOptions {
  /** Of `freshet start`, or of what stands before both; else of each. */
  readonly url: string | { readonly ingest: string; readonly api: string };
  /** A secret key on a server, a publishable one on a page; none where a server of this machine has none. */
  readonly key?: string;
  /** How long an answer may take, in ms; 5,000 when absent. Later it counts as lost. */
  readonly timeoutMs?: number;
  readonly events?: EventOptions;
  /** In place of the global one. */
  readonly fetch?: typeof fetch;
}

export interface Freshet {
  readonly events: Events;
  readonly recommendations: ReturnType<typeof createRecommendations>;
  readonly catalogue: ReturnType<typeof createCatalogue>;
  /** As `events.close`: to be awaited before a process ends. */
  close(options?: Parameters<Events['close']>[0]): Promise<void>;
}

/** @throws TypeError for a `url` that is none: events would wait for it for ever. */
export function createFreshet(options: FreshetOptions): Freshet {
  const { url, key = '', timeoutMs = 5_000, fetch = globalThis.fetch } = options;
  const urls = typeof url === 'string' ? { ingest: url, api: url } : url;
  requireAddress(urls?.ingest);
  requireAddress(urls?.api);
  const common = { key, timeoutMs, fetch };
  const ingest = createCalls({ url: urls.ingest, ...common });
  const api = urls.api === urls.ingest ? ingest : createCalls({ url: urls.api, ...common });
  const events = new Events(sender(ingest, key), options.events ?? {});
  return {
    events,
    recommendations: createRecommendations(api),
    catalogue: createCatalogue(ingest, api),
    close: (closing) => events.close(closing),
  };
}

/** On a page it may be relative to that. */
function requireAddress(url: unknown): void {
  const { document: page } = globalThis as { readonly document?: { readonly baseURI: string } };
  try {
    // A missing one would be a relative "undefined".
    if (typeof url === 'string') return void new URL(url, page?.baseURI);
  } catch {}
  const got = typeof url === 'string' ? JSON.stringify(url) : String(url);
  throw new TypeError(`"url" must be an address such as https://freshet.example, got ${got}.`);
}

/** As which a page of another origin may send without asking first. */
const PLAIN = { 'content-type': 'text/plain;charset=UTF-8' };

function sender(calls: Calls, key: string): ConstructorParameters<typeof Events>[0] {
  const headers = key.startsWith('freshet_pk_') ? PLAIN : {};
  return async (events, bytes) => {
    const body = { events: [...events], sentAt: Date.now() };
    const keepalive = bytes <= LEAVING_BYTES_MAX;
    const { rejected } = await answerOf(calls.POST('/v1/events', { body, headers, keepalive }));
    return rejected;
  };
}
