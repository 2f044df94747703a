import type { Scope } from '@freshet/runtime';

/** What each scope of a secret key lets its holder do. */
export const scopes: Record<Scope, string> = {
  events: 'send events as they happen, of any visitor',
  recommend: 'ask for recommendations, of any visitor and with explain',
  catalogue: 'change and list the catalogue',
  history: 'import past events',
  inspect: 'read profiles, messages, metrics, and all that the back office shows',
  admin: 'change how the site, or with a key of all sites the deployment, runs; erase visitors',
};

export const scopeNames = Object.keys(scopes) as readonly Scope[];

/** What a publishable key can do, and all that it can. */
export const publishableScopes: readonly Scope[] = ['events', 'recommend'];
