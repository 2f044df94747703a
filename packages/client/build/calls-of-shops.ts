/** What is looked at of an OpenAPI document. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Call>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface Call {
  readonly tags: readonly string[];
}

/** What operators call, and what clients of others do. */
const besides = new Set(['Administration', 'Other protocols']);

/** The same without calls that no shop makes, and without schemas that only these have. */
export function ofShops(document: Document): object {
  const { paths, components } = document;
  const kept = mapped(paths, (calls) => {
    const own = Object.entries(calls).filter(
      ([, { tags }]) => !tags.some((tag) => besides.has(tag)),
    );
    return own.length > 0 ? Object.fromEntries(own) : undefined;
  });
  const { schemas } = components;
  const used = schemasIn([kept, { ...components, schemas: {} }], schemas);
  const few = mapped(schemas, (schema, name) => (used.has(name) ? schema : undefined));
  return { ...document, paths: kept, components: { ...components, schemas: few } };
}

function schemasIn(value: unknown, schemas: Document['components']['schemas']): Set<string> {
  const used = new Set<string>();
  const waiting = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [, name = ''] of JSON.stringify(next).matchAll(
      /"#\/components\/schemas\/([^"]+)"/g,
    )) {
      if (used.has(name)) continue;
      used.add(name);
      waiting.push(schemas[name]);
    }
  }
  return used;
}

function mapped<T>(
  all: Readonly<Record<string, T>>,
  change: (one: T, name: string) => T | undefined,
): Record<string, T> {
  const entries = Object.entries(all).flatMap(([name, one]) => {
    const changed = change(one, name);
    return changed === undefined ? [] : [[name, changed] as const];
  });
  return Object.fromEntries(entries);
}
