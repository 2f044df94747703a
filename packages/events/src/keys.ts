/** A site's name is part of every key, so it must not hold the separator. */
export const SITE_PATTERN = '^[a-z0-9][a-z0-9-]{0,31}$';
export const DEFAULT_SITE = 'default';
/** What the probe writes and reads; nobody's shop. */
export const PROBE_SITE = 'freshet-probe';

/** Whose state an event belongs to; users and anonymous visitors never share a profile. */
export interface ProfileId {
  readonly site: string;
  readonly userId: string | null;
  readonly anonymousId: string | null;
}

/** `site/u/id` for a user, else `site/a/id`: key of `behaviour.events` and of the profile's state. */
export function profileKey({ site, userId, anonymousId }: ProfileId): string {
  return userId !== null ? `${site}/u/${userId}` : `${site}/a/${anonymousId}`;
}

/** The parts of a profile key. */
export function parseProfileKey(key: string): ProfileId {
  const [site = '', kind] = key.split('/', 2);
  const id = key.slice(site.length + 3);
  return kind === 'u'
    ? { site, userId: id, anonymousId: null }
    : { site, userId: null, anonymousId: id };
}

/** `site/id`: key of `item.signals`, `item.stats`, `catalogue.items` and of the item's state. */
export function itemKey(site: string, itemId: string): string {
  return `${site}/${itemId}`;
}

/** The two parts of an item key. */
export function parseItemKey(key: string): { site: string; itemId: string } {
  const slash = key.indexOf('/');
  return { site: key.slice(0, slash), itemId: key.slice(slash + 1) };
}
