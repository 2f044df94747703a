import { signal } from '@preact/signals';
import { withQuery } from '../api/call.ts';

const KEY = 'freshet.site';
/** Of which calls speak that name none. */
export const DEFAULT_SITE = 'default';

/** Which of a deployment's sites the pages are about. */
export const site = signal(keptSite());

/** Chooses it, and keeps it where the browser keeps anything. */
export function chooseSite(name: string): void {
  site.value = name;
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // A browser that forbids storage has the choice until the page is left.
  }
}

/** The address of a call about the chosen site. */
export function ofSite(path: string, parameters: Parameters<typeof withQuery>[1] = {}): string {
  return withQuery(path, {
    ...parameters,
    site: site.value === DEFAULT_SITE ? null : site.value,
  });
}

function keptSite(): string {
  try {
    return localStorage.getItem(KEY) ?? DEFAULT_SITE;
  } catch {
    return DEFAULT_SITE;
  }
}
