import { attempt } from './attempt.ts';
import { deliverTo, flush, leave, resume } from './delivery/delivery.ts';
import { track } from './events.ts';
import type { ExtraName } from './extra-name.ts';
import type { Host, ImportExtra } from './extra.ts';
import { on, tell } from './news.ts';
import { declaredBy } from './page/declared.ts';
import { forgetViews, lookForViews, viewItem } from './page/item-views.ts';
import { beginPage, finishPage, lookAtAddress, watchHistory } from './page/pages.ts';
import { allow, consent, keep } from './storage.ts';
import type { Consent, Freshet, Settings } from './types.ts';
import { rememberClick } from './visitor/recommended.ts';
import { becomeAnother, idsAt, USER } from './visitor/visitor.ts';

/** How long changes of the page gather before it is looked through, in ms. */
const CHANGES_MS = 100;

/** Begins to watch the page; to be called once. The consent is that until the visitor answers. */
export function startBeacon(settings: Settings, first: Consent, importExtra: ImportExtra): Freshet {
  const extras: Partial<Record<ExtraName, Promise<unknown>>> = {};
  let looking: unknown;

  /** What an extra's start returns; undefined where it cannot be loaded. */
  const load = (name: ExtraName): Promise<unknown> =>
    (extras[name] ??= importExtra(name)
      .then((extra) => extra.default({ freshet, settings } satisfies Host))
      .catch(attempt));

  function look(): void {
    looking = undefined;
    lookForViews();
    if (document.querySelector('freshet-recommendations')) void load('slot');
  }

  function seeAnew(): void {
    forgetViews();
    beginPage();
    look();
  }

  /** The first view, and with it the storage, for which browsers keep a page waiting: in a task of its own. */
  let begin: (() => void) | undefined = () => {
    begin = undefined;
    lookAtAddress();
    freshet.consent(first);
  };

  /** No mistake of ours, or of a caller's, may become an error of the page; nothing comes before its view. */
  const quiet =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R =>
      attempt(() => {
        begin?.();
        return work(...args);
      }) as R;

  const freshet: Freshet = {
    track: quiet(track),
    view: quiet(viewItem),
    click: quiet((itemId, fields) => {
      track('click', { itemId, ...fields });
      rememberClick(itemId, fields);
      // Its page may end.
      void freshet.flush();
    }),
    addToCart: quiet((itemId, fields) => track('cart', { itemId, ...fields })),
    purchase: quiet((order) => track('purchase', order)),
    page: quiet(beginPage),
    identify: quiet((userId) => {
      if (userId && consent === 'full') {
        keep(USER, String(userId));
        track('identify');
      }
    }),
    reset: quiet(becomeAnother),
    consent: quiet((next) => {
      const was = consent;
      allow(next);
      if (was || !consent) return;
      seeAnew();
      (['source', 'impressions', 'dwell', 'debug'] as const).forEach((name) => {
        if (name in settings) void load(name);
      });
    }),
    flush: quiet(() => {
      finishPage();
      return flush();
    }),
    ids: quiet(() => (consent ? idsAt(Date.now()) : {})),
    on,
    recommend: async (element, options) =>
      ((await load('slot')) as Freshet['recommend'] | undefined)?.(element, options),
  };
  const listen = (type: string, listener: (event: Event) => unknown) =>
    addEventListener(type, quiet(listener), true);

  const clicked = (event: Event) => {
    const item = declaredBy(event.target!, 'data-item');
    if (item.itemId) freshet.click(item.itemId, item);
  };
  listen('click', clicked);
  listen('auxclick', clicked);
  listen('popstate', lookAtAddress);
  listen('pagehide', () => {
    tell('left', '{}');
    finishPage();
    leave();
  });
  // The page comes back from the browser's memory as it was left.
  listen('pageshow', (event) => (event as PageTransitionEvent).persisted && seeAnew());
  listen('online', resume);
  watchHistory();
  new MutationObserver(() => {
    looking ??= setTimeout(quiet(look), CHANGES_MS);
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['data-item-view'] });

  deliverTo(`${settings.endpoint}/v1/events`);
  // Whatever is called first begins.
  setTimeout(freshet.ids);
  return freshet;
}
