/** Where the back office begins. */
const ROOT = '/dashboard';

/**
 * Where somebody goes after the login: the page of ours they came for, and nothing else that the
 * parameter may hold.
 */
export function returnAddress(wanted: unknown): string {
  if (
    typeof wanted !== 'string' ||
    !/^\/dashboard(\/[\w-]{0,64})?(\?[\w=&%.+-]{0,512})?$/.test(wanted)
  ) {
    return ROOT;
  }
  return wanted.startsWith(`${ROOT}/login`) ? ROOT : wanted;
}
