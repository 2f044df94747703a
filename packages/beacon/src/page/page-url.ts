import { attempt } from '../attempt.ts';

/**
 * The address of a page: without the hash where that is a place within the page, as after a jump to
 * `#reviews`; with it where it is a route.
 */
export function pageUrl(href: string, hasPlace: (id: string) => unknown): string {
  const [url, id] = href.split('#');
  return id && !attempt(() => hasPlace(decodeURIComponent(id))) ? href : url!;
}
