import { expect, it } from 'vitest';
import { judgeSchemas } from './schemas.ts';

it.for([
  [[], 'ok'],
  [[1, 2], 'ok'],
  [[3], 'problem'],
] as const)('schemas %o, where 1 and 2 are known: %s', ([schemaIds, verdict]) => {
  const found = judgeSchemas([{ name: 'item.stats', schemaIds }], new Set([1, 2]));
  expect(found).toMatchObject([{ verdict }]);
});
