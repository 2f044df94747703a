import type { Operation } from '@freshet/runtime';

/** What calls are for, by path; not by those that are short for another. */
const summaries: Readonly<Record<string, string>> = {
  '/v1/track': 'what somebody did',
  '/v1/page': 'a page that somebody has seen',
  '/v1/screen': 'a screen that somebody has seen',
  '/v1/identify': 'who somebody is',
  '/v1/group': 'which group somebody belongs to',
  '/v1/alias': 'who somebody was until now',
  '/v1/batch': 'several messages',
  '/v1/import': 'the same as a batch',
  '/v1/m': 'what its library counts of itself, which is left out',
  '/v1/projects/:writeKey/settings': 'what its library for browsers is to do',
};

/** For the `config` of the route at a path. */
export function described(url: string): { readonly operation?: Operation } {
  const summary = summaries[url];
  if (summary === undefined) return {};
  const name = url.split('/').at(-1)!;
  const operation: Operation = {
    id: `segment${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    group: 'Other protocols',
    summary: `Segment: ${summary}`,
    description: 'As Segment documents it, but for what docs/migrate-from-segment.md says.',
    answers: { 200: { description: 'As Segment answers.' } },
  };
  return { operation };
}
