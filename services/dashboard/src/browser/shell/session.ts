import { signal } from '@preact/signals';

/** Who is logged in; null without a login, or before it is known. */
export const ownName = signal<string | null>(null);

/** Where somebody goes who has to log in, and from there comes back. */
export function goToLogin(): void {
  const { pathname, search } = location;
  location.assign(`/dashboard/login?to=${encodeURIComponent(pathname + search)}`);
}
