import { attempt } from './attempt.ts';
import { deliver, deliverTo, flush, leave, resume } from './delivery/delivery.ts';
import { newEventId } from './event-id.ts';
import type { Host, ImportExtra } from './extra.ts';
import type { ExtraName } from './extra-name.ts';
import { on } from './news.ts';
import { declaredBy } from './page/declared.ts';
import { forgetViews, lookForViews, turnPage } from './page/item-views.ts';
import {
  beginPage,
  currentUrl,
  dropPage,
  finishPage,
  lookAtAddress,
  watchPages,
} from './page/pages.ts';
import { storeAs } from './storage.ts';
import type { BeaconEvent, Consent, EventFields, Freshet, Settings } from './types.ts';
import { clickThatLedTo, rememberClick } from './visitor/recommended.ts';
import { becomeAnother, becomeKnown, idsAt } from './visitor/visitor.ts';

/** How long changes of the page gather before it is looked through, in ms. */
const CHANGES_MS = 100;

/** Begins to watch the page; to be called once. The consent is that until the visitor answers. */
export function startBeacon(settings: Settings, first: Consent, importExtra: ImportExtra): Freshet {
  const extras: Partial<Record<ExtraName, Promise<unknown>>> = {};
  const pageEnds: (() => void)[] = [];
  let consent: Consent = 'none';
  let looking: unknown;

  function eventOf(type: string, fields?: EventFields): BeaconEvent | undefined {
    if (consent === 'none') return undefined;
    const now = Date.now();
    return {
      id: newEventId(now),
      type,
      occurredAt: now,
      ...idsAt(now, true),
      ...fields,
      context: { url: currentUrl(), ...fields?.context },
    };
  }

  function track(type: string, fields?: EventFields): void {
    const event = eventOf(type, fields);
    if (event) deliver(event);
  }

  /** What an extra's start returns; undefined where it cannot be loaded, until it is asked for again. */
  const load = (name: ExtraName): Promise<unknown> =>
    (extras[name] ??= importExtra(name)
      .then((extra) => extra.default(host))
      .catch(() => void delete extras[name]));

  function look(): void {
    looking = undefined;
    lookForViews(({ itemId, ...fields }) => freshet.view(itemId!, fields));
    if (document.querySelector('freshet-recommendations')) void load('slot');
  }

  function seeAnew(): void {
    forgetViews();
    beginPage();
    look();
    for (const name of ['impressions', 'dwell', 'debug'] as const) {
      if (settings[name] !== undefined) void load(name);
    }
  }

  function allow(next: Consent): void {
    const was = consent;
    consent = next === 'full' || next === 'anonymous' ? next : 'none';
    // The same again must not lose what only memory holds.
    if (consent !== was || consent === 'none') storeAs(consent);
    if (consent === 'none') dropPage();
    else if (was === 'none') seeAnew();
  }

  /** No mistake of ours, or of a caller's, may become an error of the page. */
  const quiet =
    <A extends unknown[]>(work: (...args: A) => unknown) =>
    (...args: A): void =>
      void attempt(() => work(...args));
  const endPage = () => pageEnds.forEach((listener) => attempt(listener));

  const freshet: Freshet = {
    track: quiet(track),
    view: quiet((itemId, fields) =>
      track('view', { ...clickThatLedTo(itemId, freshet.ids()), itemId, ...fields }),
    ),
    click: quiet((itemId, fields) => {
      track('click', { itemId, ...fields });
      rememberClick({ itemId, ...fields, ...freshet.ids() });
      // Its page may end.
      void freshet.flush();
    }),
    addToCart: quiet((itemId, fields) => track('cart', { itemId, ...fields })),
    purchase: quiet((order) => track('purchase', order)),
    page: quiet(beginPage),
    identify: quiet((userId) => {
      if (!userId || consent !== 'full') return;
      becomeKnown(String(userId));
      track('identify');
    }),
    reset: quiet(becomeAnother),
    consent: quiet(allow),
    flush: async () => {
      attempt(finishPage);
      await flush();
    },
    ids: () => (consent === 'none' ? {} : idsAt(Date.now())),
    on,
    recommend: async (element, options) =>
      ((await load('slot')) as Freshet['recommend'] | undefined)?.(element, options),
  };
  const host: Host = {
    freshet,
    settings,
    declaredBy,
    onPageEnd: (listener) => void pageEnds.push(listener),
  };
  const listen = (types: string, listener: (event: Event) => unknown) =>
    types.split(' ').forEach((type) => addEventListener(type, quiet(listener), true));

  listen('click auxclick', (event) => {
    const { itemId, ...fields } = declaredBy(event.composedPath()[0], 'data-item');
    if (itemId) freshet.click(itemId, fields);
  });
  listen('popstate hashchange', () => lookAtAddress(false));
  listen('pagehide', () => {
    endPage();
    finishPage();
    leave();
  });
  // The page comes back from the browser's memory as it was left.
  listen('pageshow', (event) => (event as PageTransitionEvent).persisted && seeAnew());
  listen('online', resume);
  new MutationObserver(() => {
    looking ??= setTimeout(quiet(look), CHANGES_MS);
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['data-item-view'] });

  deliverTo(`${settings.endpoint}/v1/events`);
  watchPages({ eventOf, ended: endPage, begun: turnPage, add: deliver });
  freshet.consent(first);
  return freshet;
}
