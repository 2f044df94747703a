/** Addresses without the host, where all that have one have the same: a site mostly has one. */
export function withoutCommonHost(names: readonly string[]): (name: string) => string {
  const hosts = new Set(names.map(hostOf).filter((host) => host !== ''));
  const [host] = hosts;
  if (hosts.size !== 1 || host === undefined) return (name) => name;
  return (name) => (name.startsWith(`${host}/`) ? name.slice(host.length) : name);
}

/** Of `shop.example/tents`: `shop.example`. */
function hostOf(name: string): string {
  const slash = name.indexOf('/');
  return slash < 0 ? '' : name.slice(0, slash);
}
