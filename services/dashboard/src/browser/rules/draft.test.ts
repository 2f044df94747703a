import { expect, it } from 'vitest';
import { documentOf, draftOf, emptyDraft } from './draft.ts';
import { standingOf } from './rule.ts';

it.for([
  { id: 'hero', action: 'pin', itemIds: ['a', 'b c'], position: 2, enabled: false, priority: 10 },
  {
    id: 'winter',
    name: 'Winter first',
    action: 'boost',
    filter: '"winter" in item.categories',
    factor: 3,
    scenarios: ['home'],
    from: new Date(2026, 11, 1).getTime(),
    until: new Date(2027, 2, 1).getTime(),
    enabled: true,
    priority: 0,
  },
  { id: 'cheap', action: 'bury', filter: 'item.price < 40', enabled: true, priority: -1 },
] as const)('$id goes back as it came', (rule) => {
  const { id, ...document } = rule;
  expect(documentOf(draftOf(rule))).toEqual(document);
  expect(draftOf(rule).id).toBe(id);
});

it('leaves out what another action has', () => {
  const draft = {
    ...emptyDraft,
    action: 'hide',
    filter: 'true',
    itemIds: 'x',
    factor: '9',
  } as const;
  expect(documentOf(draft)).toEqual({ action: 'hide', filter: 'true', enabled: true, priority: 0 });
});

it.for([
  [{ enabled: false }, 'off'],
  [{ enabled: true, from: 11 }, 'to come'],
  [{ enabled: true, from: 10, until: 11 }, 'holds'],
  [{ enabled: true, until: 10 }, 'over'],
] as const)('at 10, a rule of %o is %s', ([rule, standing]) => {
  expect(standingOf(rule, 10)).toBe(standing);
});
