import { startBeacon } from './beacon.ts';
import { consentAtStart } from './consent-at-start.ts';
import type { Consent, Freshet, Settings } from './types.ts';

/** Of these very files, in their address. */
declare const VERSION: string;

/** What was called before this script had loaded, as the stub has written it down. */
type Call = [method: string, args: unknown[]];

const page = globalThis as { freshet?: Partial<Freshet> & { q?: Call[] } };
const { dataset, src } = document.currentScript as HTMLScriptElement;

function start(): void {
  // An element whose id is `freshet` is there as well.
  const { track, q: early } = page.freshet ?? {};
  // A second tag on the page would count everything twice.
  if (track && !early) return;
  const settings = { endpoint: new URL(src).origin, ...(dataset as Partial<Settings>) };
  // The visitor's answer holds for what came before it as well.
  const answer = early?.findLast(([method]) => method === 'consent')?.[1][0];
  const freshet = startBeacon(
    settings,
    (answer as Consent) ?? consentAtStart(settings, navigator),
    (name) => import(`${settings.endpoint}/beacon/${VERSION}/${name}.js`),
  );
  page.freshet = freshet;
  for (const [method, args] of early ?? []) {
    (freshet as unknown as Record<string, (...args: unknown[]) => void>)[method]?.(...args);
  }
}

// A page that is fetched ahead of a click has not been seen yet.
if ((document as { prerendering?: boolean }).prerendering) {
  document.addEventListener('prerenderingchange', start);
} else start();
