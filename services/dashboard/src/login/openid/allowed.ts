/** An e-mail address, a whole domain of them, or a subject of the provider. */
export type AllowedIdentity =
  | { readonly email: string }
  | { readonly domain: string }
  | { readonly subject: string };

/** Who the provider says somebody is. */
export interface Identity {
  readonly subject: string;
  /** Only one that the provider has verified; undefined otherwise. */
  readonly email: string | undefined;
}

const MAX = 1_000;

/** Undefined for a text that is no such list. */
export function parseAllowed(text: string): readonly AllowedIdentity[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const parsed = parts.flatMap((part) => identityIn(part) ?? []);
  return parsed.length === parts.length && parsed.length <= MAX ? parsed : undefined;
}

function identityIn(part: string): AllowedIdentity | undefined {
  if (/^sub:./.test(part)) return { subject: part.slice('sub:'.length) };
  if (/^@[^@\s]+$/.test(part)) return { domain: part.toLowerCase() };
  if (/^[^@\s]+@[^@\s]+$/.test(part)) return { email: part.toLowerCase() };
  return undefined;
}

/** Domains are compared whole: `@example.com` is neither `@evil-example.com` nor a subdomain. */
export function isAllowed(
  { subject, email }: Identity,
  allowed: readonly AllowedIdentity[],
): boolean {
  const address = email?.toLowerCase();
  return allowed.some((one) => {
    if ('subject' in one) return one.subject === subject;
    if (address === undefined) return false;
    if ('email' in one) return one.email === address;
    return address.slice(address.lastIndexOf('@')) === one.domain;
  });
}
