/**
 * The address of a page: without the hash where that is a place within the page, as after a jump to
 * `#reviews`; with it where it is a route.
 */
export function pageUrl(href: string, hasPlace: (hash: string) => unknown): string {
  const [url = '', hash] = href.split(/#(.*)/);
  return hash && !hasPlace(hash) ? href : url;
}
