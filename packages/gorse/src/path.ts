/**
 * The parts of a request's path behind `call` (`/api/item/`), each decoded by itself, so that a slash inside an
 * id and one between two parts are told apart. The last one is '' behind a trailing slash.
 */
export function partsBehind(call: string, url: string): readonly string[] {
  const [path = ''] = url.split('?', 1);
  return path.slice(call.length).split('/').map(decodeURIComponent);
}

/** What a call is about, and what of it: `{id}`, `{id}/neighbors`, `{id}/feedback/{type}`. */
export interface Part {
  readonly id: string;
  /** One of the names that were asked for; null where the path ends with the id. */
  readonly of: string | null;
  /** What stands behind the name; '' where nothing does. */
  readonly rest: string;
}

/** Clients write ids as they are: an id goes up to the first part that has one of these names, and over slashes. */
export function partOf(parts: readonly string[], names: readonly string[]): Part {
  const named = trimmed(parts);
  const at = named.findIndex((part, i) => i > 0 && names.includes(part));
  if (at < 0) return { id: named.join('/'), of: null, rest: '' };
  return {
    id: named.slice(0, at).join('/'),
    of: named[at]!,
    rest: named.slice(at + 1).join('/'),
  };
}

/**
 * `{user}/{category}`, `{user}/` and `{user}`: what stands behind the last slash is the category, so that
 * gorsejs, which always ends with a slash or a category, may write users with slashes.
 */
export function userAndCategory(parts: readonly string[]): { userId: string; category: string } {
  if (parts.length === 1) return { userId: parts[0]!, category: '' };
  return { userId: parts.slice(0, -1).join('/'), category: parts.at(-1)! };
}

/** The parts without what a trailing slash leaves. */
export function trimmed(parts: readonly string[]): readonly string[] {
  return parts.length > 1 && parts.at(-1) === '' ? parts.slice(0, -1) : parts;
}
