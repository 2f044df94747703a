import { EVENT_TYPE_CHARACTERS_MAX, knownEventTypes } from '@freshet/events';
import type { SelfDescribing } from './self-describing.ts';

/** Types that mean something here, which an event of the same name elsewhere need not mean. */
const ours = new Set([...knownEventTypes, 'page']);

/** The type of an event that is kept as it is: the name of its schema, behind the vendor where that name is taken. */
export function typeOf({ vendor, name }: Pick<SelfDescribing, 'vendor' | 'name'>): string {
  const type = typeName(name);
  return ours.has(type) || !/^[a-z]/.test(type) ? typeName(`${vendor}:${name}`) : type;
}

/** A text as the name of a type. */
export function typeName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.:-]+/g, '_')
    .slice(0, EVENT_TYPE_CHARACTERS_MAX);
}
