/** What is not as planned of events of one type, as counts have it by name. */
export interface TypeProblem {
  readonly type: string;
  readonly code: string;
  readonly pointer: string;
}

/** One text for it: neither types nor codes have blanks, and all of it is shorter than names may be. */
export function problemName(type: string, { code, pointer }: Omit<TypeProblem, 'type'>): string {
  return `${type} ${code} ${pointer}`;
}

export function problemOfName(name: string): TypeProblem {
  const [type = '', code = '', ...rest] = name.split(' ');
  return { type, code, pointer: rest.join(' ') };
}
