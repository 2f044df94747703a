import { localInputText, localInputTime } from '../format/times.ts';
import type { Action, Rule } from './rule.ts';

/** A rule while it is filled in: every field a text, as inputs have it. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly action: Action;
  readonly filter: string;
  /** One a line. */
  readonly itemIds: string;
  readonly position: string;
  readonly factor: string;
  /** None: all of them. */
  readonly scenarios: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly enabled: boolean;
  readonly priority: string;
}

export const emptyDraft: Draft = {
  id: '',
  name: '',
  action: 'boost',
  filter: '',
  itemIds: '',
  position: '1',
  factor: '2',
  scenarios: [],
  from: '',
  until: '',
  enabled: true,
  priority: '0',
};

export function draftOf(rule: Rule): Draft {
  const { id, name, action, filter, itemIds, position, factor, scenarios, from, until } = rule;
  return {
    id,
    name: name ?? '',
    action,
    filter: filter ?? '',
    itemIds: itemIds?.join('\n') ?? '',
    position: String(position ?? emptyDraft.position),
    factor: String(factor ?? emptyDraft.factor),
    scenarios: scenarios ?? [],
    from: localInputText(from),
    until: localInputText(until),
    enabled: rule.enabled,
    priority: String(rule.priority),
  };
}

/** What the service is sent: those fields that an action has; it judges what stands in them. */
export function documentOf(draft: Draft): object {
  const { name, action, filter, factor, scenarios, enabled, priority } = draft;
  const from = localInputTime(draft.from);
  const until = localInputTime(draft.until);
  const pinned = draft.itemIds
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    action,
    ...(name !== '' && { name }),
    ...(action === 'pin' ? { itemIds: pinned, position: Number(draft.position) } : { filter }),
    ...(action === 'boost' && { factor: Number(factor) }),
    ...(scenarios.length > 0 && { scenarios }),
    ...(from !== null && { from }),
    ...(until !== null && { until }),
    enabled,
    priority: Number(priority),
  };
}
