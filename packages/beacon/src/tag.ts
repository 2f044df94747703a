import { startBeacon } from './beacon.ts';
import { addressOf, consentAtStart, settingsOf } from './settings.ts';
import type { Consent, Freshet } from './types.ts';

/** Of these very files, in their address. */
declare const VERSION: string;

/** What was called before this script had loaded, as the stub has written it down. */
type Call = [method: string, args: unknown[]];

const page = globalThis as { freshet?: Freshet & { q?: Call[] } };
const { dataset, src } = document.currentScript as HTMLScriptElement;

function start(): void {
  const early = page.freshet ? page.freshet.q : [];
  // A second tag on the page would count everything twice.
  if (!early) return;
  const settings = settingsOf(dataset, src);
  // The visitor's answer holds for what came before it as well.
  const [answer] = early.filter(([method]) => method === 'consent').pop()?.[1] ?? [];
  const freshet = startBeacon(
    settings,
    (answer as Consent) ?? consentAtStart(settings, navigator),
    (name) => import(`${addressOf(src)}/beacon/${VERSION}/${name}.js`),
  );
  page.freshet = freshet;
  for (const [method, args] of early) {
    (freshet as unknown as Record<string, (...args: unknown[]) => void>)[method]?.(...args);
  }
}

// A page that is fetched ahead of a click has not been seen yet.
if ((document as { prerendering?: boolean }).prerendering) {
  document.addEventListener('prerenderingchange', start, { once: true });
} else start();
