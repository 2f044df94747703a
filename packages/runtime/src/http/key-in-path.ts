/** A key, and maybe a JWT, whose JSON begins with `{"`, before a path. */
const pattern = /^\/(freshet_[ps]k_\w+)(?:\/(eyJ[\w-]*\.[\w-]+\.[\w-]+))?(\/[^?]*)(?:\?(.*))?$/s;

/**
 * The address that is meant by one with a publishable key before its path: `/freshet_pk_…/v1/events` is
 * `/v1/events?key=freshet_pk_…`, and with an identity token behind the key also `&identity=…`. So the tag
 * carries both in `data-endpoint`, and none of its own bytes. A secret key there is brought to where it is refused
 * by name, instead of for a path that there is not.
 */
export function withoutKeyInPath(url: string): string {
  // Nearly every request ends here.
  if (!url.startsWith('/freshet_')) return url;
  const [, key, identity, path, query] = pattern.exec(url) ?? [];
  if (key === undefined) return url;
  const parameters = [`key=${key}`];
  if (identity !== undefined) parameters.push(`identity=${identity}`);
  if (query !== undefined) parameters.push(query);
  return `${path}?${parameters.join('&')}`;
}
