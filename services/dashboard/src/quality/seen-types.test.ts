import { describe, expect, it } from 'vitest';
import { viewAct } from './act.fixture.ts';
import { SeenTypes } from './seen-types.ts';
import { seenTypesCodec } from './seen-types-value.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** A week begins here. */
const START = WEEK_MS * 2_800;

function seen(...acts: readonly Partial<typeof viewAct>[]): SeenTypes {
  const types = new SeenTypes();
  for (const act of acts) types.see({ ...viewAct, ...act });
  return types;
}
const at = (hours: number) => ({ receivedAt: START + hours * HOUR_MS });

describe('what is remembered of types', () => {
  it('is when they came, and the longest time between two of this week and the one before', () => {
    const types = seen(at(0), at(5), at(3), at(6), at(168), at(170));
    expect(types.types.get('view')).toMatchObject({
      count: 6,
      lastAt: START + 170 * HOUR_MS,
      // The gap into a week is of that week.
      longestGapMs: 162 * HOUR_MS,
      longestGapBeforeMs: 5 * HOUR_MS,
    });
    types.see({ ...viewAct, ...at(2 * 168) });
    types.see({ ...viewAct, ...at(3 * 168) });
    expect(types.types.get('view')).toMatchObject({ longestGapBeforeMs: 166 * HOUR_MS });
  });

  it('nothing of what came again', () => {
    expect(seen({ isDuplicate: true }).types.size).toBe(0);
  });

  it('is the newest events of each problem', () => {
    const problems = [{ code: 'FIELD_MISSING', pointer: '/value' }];
    const acts = ['a', 'b', 'c', 'd'].map((id, i) => ({ id, problems, ...at(i) }));
    expect([...seen(...acts).problems.values()]).toEqual([
      {
        type: 'view',
        code: 'FIELD_MISSING',
        pointer: '/value',
        count: 4,
        lastAt: START + 3 * HOUR_MS,
        examples: ['b', 'c', 'd'],
      },
    ]);
  });

  it('stays in a flood of made-up types and problems', () => {
    const types = seen({ ...at(0), type: 'signup' }, { ...at(1), type: 'signup' });
    for (let i = 0; i < 1_000; i++) {
      const problems = [{ code: 'TYPE_UNPLANNED', pointer: '' }];
      types.see({ ...viewAct, ...at(2), type: `t${i}`, problems, id: `${i}` });
    }
    expect(types.types.get('signup')).toMatchObject({ count: 2 });
    expect([types.types.size, types.problems.size]).toEqual([150, 200]);
    expect(seenTypesCodec.encode(types).length).toBeLessThan(100_000);
  });

  it('comes back as it was kept', () => {
    const types = seen(at(0), { id: 'a', problems: [{ code: 'FIELD_TYPE', pointer: '/a b' }] });
    const kept = seenTypesCodec.decode(seenTypesCodec.encode(types));
    expect(kept.types).toEqual(types.types);
    expect(kept.problems).toEqual(types.problems);
  });
});
