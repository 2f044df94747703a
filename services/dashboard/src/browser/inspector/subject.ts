/** What can be looked at, by the name that the page's address gives it. */
export const SUBJECTS = {
  user: 'User id',
  visitor: 'Anonymous id',
  item: 'Item id',
  message: 'Event id',
} as const;
export type SubjectKind = keyof typeof SUBJECTS;

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** What the parameters of an address ask for; null: nothing yet. */
export function subjectOf(query: Readonly<Record<string, string>>): Subject | null {
  for (const kind of Object.keys(SUBJECTS) as SubjectKind[]) {
    const id = query[kind];
    if (id !== undefined && id !== '') return { kind, id };
  }
  return null;
}

/** How the API names a visitor; null of what is none. */
export function visitorParameters({ kind, id }: Subject): Record<string, string> | null {
  if (kind === 'user') return { userId: id };
  return kind === 'visitor' ? { anonymousId: id } : null;
}
