/** The members that a pointer (RFC 6901) leads through. */
export function membersOf(pointer: string): readonly string[] {
  return pointer
    .slice(1)
    .split('/')
    .map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function pointerTo(...members: readonly string[]): string {
  return members.map((member) => `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What lies there; undefined where nothing does. */
export function valueAt(document: unknown, members: readonly string[]): unknown {
  let value = document;
  for (const member of members) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[member];
  }
  return value;
}
