import { type Finding, type Judgement, problem } from './finding.ts';

/** One thing the doctor looks at; it must change nothing. */
export interface Check {
  readonly name: string;
  /** After so long without an answer that is the finding, in ms. */
  readonly limitMs: number;
  look(): Promise<readonly Judgement[]> | readonly Judgement[];
}

/** What the check found; that it failed, or did not end, is a finding as well. Never rejects. */
export async function runCheck({ name, limitMs, look }: Check): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<readonly Judgement[]>((resolve) => {
    timer = setTimeout(() => resolve([hung(limitMs)]), limitMs);
  });
  const looked = (async () => look())().catch((error: unknown) => [failed(error)]);
  const judgements = await Promise.race([looked, expired]);
  clearTimeout(timer);
  return judgements.map((judgement) => ({ check: name, ...judgement }));
}

const hung = (limitMs: number): Judgement =>
  problem(
    `No answer within ${limitMs / 1000} s.`,
    'Look whether what it asks hangs or is overloaded, and run freshet doctor again.',
  );

const failed = (error: unknown): Judgement =>
  problem(
    `It could not be looked at: ${error instanceof Error ? error.message : String(error)}`,
    'Mend what the message names, and run freshet doctor again.',
  );
