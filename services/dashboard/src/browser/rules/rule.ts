/** A rule as `/v1/admin/rules` gives and takes it; what it leaves out is left out. */
export interface Rule {
  readonly id: string;
  readonly name?: string;
  readonly action: Action;
  readonly filter?: string;
  readonly itemIds?: readonly string[];
  readonly position?: number;
  readonly factor?: number;
  readonly scenarios?: readonly string[];
  /** Epoch ms. */
  readonly from?: number;
  readonly until?: number;
  readonly enabled: boolean;
  readonly priority: number;
}

export const ACTIONS = ['pin', 'hide', 'bury', 'boost'] as const;
export type Action = (typeof ACTIONS)[number];

export interface Warning {
  readonly code: string;
  readonly message: string;
}

export interface RuleList {
  readonly max: number;
  readonly rules: readonly Rule[];
}

export interface Change {
  readonly number: number;
  readonly at: string;
  readonly by: string | null;
  readonly action: string;
  readonly ruleId: string;
  readonly before: Rule | null;
  readonly after: Rule | null;
}

/** What a rule does, in a few words. */
export function effectText({ action, itemIds = [], position, factor, filter }: Rule): string {
  if (action === 'pin') return `${itemIds.join(', ')} at ${position ?? 1}`;
  return action === 'boost' ? `× ${factor ?? 1} where ${filter ?? ''}` : `where ${filter ?? ''}`;
}

/** Whether a rule holds at a moment, and if not, why. */
export function standingOf(
  { enabled, from, until }: Pick<Rule, 'enabled' | 'from' | 'until'>,
  now: number,
): 'holds' | 'off' | 'to come' | 'over' {
  if (!enabled) return 'off';
  if (from !== undefined && now < from) return 'to come';
  return until !== undefined && now >= until ? 'over' : 'holds';
}
