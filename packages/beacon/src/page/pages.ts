import { attempt } from '../attempt.ts';
import { deliver } from '../delivery/delivery.ts';
import { eventOf, moveTo, url } from '../events.ts';
import { tell } from '../news.ts';
import { consent } from '../storage.ts';
import type { BeaconEvent } from '../types.ts';
import { turnPage } from './item-views.ts';
import { pageContext } from './page-context.ts';
import { pageUrl } from './page-url.ts';

/** How long a page's event waits for the title, which routers set late, in ms. */
const TITLE_MS = 100;

let referrer: string;
/** Of the page that has begun, until it has its title. */
let event: BeaconEvent | undefined;

/** A view of this page, begun now. */
export function beginPage(): void {
  finishPage();
  event = eventOf('page');
  setTimeout(finishPage, TITLE_MS);
  turnPage();
}

/** The page's event goes with the title that there is. */
export function finishPage(): void {
  // The visitor may have withdrawn.
  if (event && consent) deliver({ ...event, context: pageContext(url, referrer) });
  event = undefined;
}

/** One address is one page, until there is another. */
export function lookAtAddress(): void {
  const next = pageUrl(location.href, (id) => document.getElementById(id));
  if (next === url) return;
  tell('left', '{}');
  finishPage();
  referrer = url || document.referrer;
  moveTo(next);
  beginPage();
}

/** Notices addresses that scripts of the page set. */
export function watchHistory(): void {
  (['pushState', 'replaceState'] as const).forEach((name) => {
    const original = history[name];
    history[name] = (...args) => {
      original.apply(history, args);
      attempt(lookAtAddress);
    };
  });
}
