/** An address as a list shows it: what tells it from others first. */
export interface ShownName {
  /** Without the host, where it has one. */
  readonly path: string;
  /** null: all that have one have the same, or it has none. */
  readonly host: string | null;
}

/** Addresses without the host where they have it in common, else with the path before it. */
export function shownNames(names: readonly string[]): (name: string) => ShownName {
  const hosts = new Set(names.map(hostOf).filter((host) => host !== ''));
  return (name) => {
    const host = hostOf(name);
    if (host === '') return { path: name, host: null };
    return { path: name.slice(host.length), host: hosts.size > 1 ? host : null };
  };
}

/**
 * Where a path is cut that is too long: what tells pages of one kind apart is at its end, so the beginning
 * gives way first.
 */
export function cutBeforeLast(path: string): readonly [head: string, tail: string] {
  const slash = path.lastIndexOf('/', path.length - 2);
  return slash <= 0 ? ['', path] : [path.slice(0, slash), path.slice(slash)];
}

/** Of `shop.example/tents`: `shop.example`. */
function hostOf(name: string): string {
  const slash = name.indexOf('/');
  return slash < 0 ? '' : name.slice(0, slash);
}
