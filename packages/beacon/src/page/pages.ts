import { attempt } from '../attempt.ts';
import type { BeaconEvent } from '../types.ts';
import { pageContext } from './page-context.ts';
import { pageUrl } from './page-url.ts';

/** How long a page's event waits for the title, which routers set late, in ms. */
const TITLE_MS = 100;

interface PageHooks {
  /** Undefined without consent. */
  readonly eventOf: (type: string) => BeaconEvent | undefined;
  readonly ended: () => void;
  readonly begun: () => void;
  readonly add: (event: BeaconEvent) => void;
}

let hooks: PageHooks;
let url = '';
let referrer: string;
/** Of the page that has begun, until it has its title. */
let event: BeaconEvent | undefined;

export const currentUrl = (): string => url;

/** A view of this page, begun now. */
export function beginPage(): void {
  finishPage();
  event = hooks.eventOf('page');
  setTimeout(finishPage, TITLE_MS);
  hooks.begun();
}

/** The page's event goes with the title that there is. */
export function finishPage(): void {
  const finished = event;
  event = undefined;
  if (finished) hooks.add({ ...finished, context: pageContext(url, referrer) });
}

/** The visitor has withdrawn: nothing is told of the page that has begun. */
export function dropPage(): void {
  event = undefined;
}

/** One address is one page, until there is another. */
export function lookAtAddress(isReplaced: boolean): void {
  const next = pageUrl(location.href, (hash) =>
    attempt(() => document.getElementById(decodeURIComponent(hash))),
  );
  if (next === url) return;
  // What is replaced at once was a redirect, or a router that tidies up.
  const isRedirected = event && isReplaced;
  if (!isRedirected) {
    hooks.ended();
    finishPage();
    referrer = url || document.referrer;
  }
  url = next;
  if (!isRedirected) beginPage();
}

/** Tells of each page from now on, the one that is open included. */
export function watchPages(given: PageHooks): void {
  hooks = given;
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (this: History, ...args) {
      original.apply(this, args);
      attempt(() => lookAtAddress(name === 'replaceState'));
    };
  }
  lookAtAddress(false);
}
