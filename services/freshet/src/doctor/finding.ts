/** `problem`: something does not work, or will not; `warning`: it works, and somebody should know. */
export type Verdict = 'ok' | 'warning' | 'problem';

/** What a check found of one thing. */
export interface Judgement {
  readonly verdict: Verdict;
  /** What was looked at, and what is wrong with which value. */
  readonly says: string;
  /** The command or setting that mends it. */
  readonly mend?: string;
}

export interface Finding extends Judgement {
  readonly check: string;
}

export const ok = (says: string): Judgement => ({ verdict: 'ok', says });
export const warning = (says: string, mend: string): Judgement => ({
  verdict: 'warning',
  says,
  mend,
});
export const problem = (says: string, mend: string): Judgement => ({
  verdict: 'problem',
  says,
  mend,
});

/** What was found, or, where nothing was, that all is well. */
export function orOk(found: readonly Judgement[], says: string): readonly Judgement[] {
  return found.length > 0 ? found : [ok(says)];
}
