const pattern = /^\/(freshet_pk_\w+)(\/[^?]*)(?:\?(.*))?$/s;

/**
 * The address that is meant by one with a publishable key before its path: `/freshet_pk_…/v1/events` is
 * `/v1/events?key=freshet_pk_…`. So the tag carries its key in `data-endpoint`, and none of its own bytes.
 */
export function withoutKeyInPath(url: string): string {
  // Nearly every request ends here.
  if (!url.startsWith('/freshet_pk_')) return url;
  const [, key, path, query] = pattern.exec(url) ?? [];
  if (key === undefined) return url;
  return query === undefined ? `${path}?key=${key}` : `${path}?key=${key}&${query}`;
}
