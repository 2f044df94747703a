import type { Freshet } from './types.ts';

/**
 * Puts the tag on a page where nothing but the address of a script can be said, as in tag managers: what
 * its own query says, by the names of `Settings`, the tag has as attributes. Calls before it has loaded
 * wait for it.
 */
const { origin, searchParams } = new URL((document.currentScript as HTMLScriptElement).src);

const page = globalThis as { freshet?: Freshet };
const calls: unknown[] = [];
page.freshet ??= new Proxy({} as Freshet, {
  get: (_, method) =>
    method === 'q' ? calls : (...args: unknown[]) => void calls.push([method, args]),
});

const tag = document.createElement('script');
tag.src = `${origin}/beacon.js`;
for (const [name, value] of searchParams) tag.dataset[name] = value;
document.head.append(tag);
