import type { Registry } from '@freshet/runtime';

/** What a process has once, however many of its parts ask for it; a name can be registered only once. */
export function perRegistry<T>(create: (registry: Registry) => T): (registry: Registry) => T {
  const created = new WeakMap<Registry, T>();
  return (registry) => {
    const known = created.get(registry);
    if (known !== undefined) return known;
    const made = create(registry);
    created.set(registry, made);
    return made;
  };
}
