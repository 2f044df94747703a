import { createCodec } from '@freshet/events';
import type { ValueCodec } from '@freshet/store';
import { problemName } from './problem-name.ts';
import { type SeenProblem, SeenTypes, type SeenType } from './seen-types.ts';

interface SeenTypesValue {
  types: SeenType[];
  problems: SeenProblem[];
}

const values = createCodec<SeenTypesValue>('dashboard-seen-types', [
  {
    id: 133,
    schema: {
      type: 'record',
      name: 'DashboardSeenTypes',
      namespace: 'freshet.store',
      fields: [
        {
          name: 'types',
          type: {
            type: 'array',
            items: {
              type: 'record',
              name: 'SeenType',
              fields: [
                { name: 'type', type: 'string' },
                { name: 'count', type: 'long' },
                { name: 'lastAt', type: 'double' },
                { name: 'week', type: 'long' },
                { name: 'longestGapMs', type: 'double' },
                { name: 'longestGapBeforeMs', type: 'double' },
              ],
            },
          },
        },
        {
          name: 'problems',
          type: {
            type: 'array',
            items: {
              type: 'record',
              name: 'SeenProblem',
              fields: [
                { name: 'type', type: 'string' },
                { name: 'code', type: 'string' },
                { name: 'pointer', type: 'string' },
                { name: 'count', type: 'long' },
                { name: 'lastAt', type: 'double' },
                { name: 'examples', type: { type: 'array', items: 'string' } },
              ],
            },
          },
        },
      ],
    },
  },
]);

export const seenTypesCodec: ValueCodec<SeenTypes> = {
  encode({ types, problems }) {
    return values.encode({ types: [...types.values()], problems: [...problems.values()] });
  },
  decode(bytes) {
    const { types, problems } = values.decode(bytes);
    const seen = new SeenTypes();
    for (const each of types) seen.types.set(each.type, { ...each });
    for (const each of problems) seen.problems.set(problemName(each.type, each), { ...each });
    return seen;
  },
};
