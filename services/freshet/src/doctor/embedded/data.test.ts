import { expect, it } from 'vitest';
import { judgeData } from './data.ts';

const settings = { dir: '/srv/freshet', keyed: 4 };
const folder = {
  topics: [{ name: 'behaviour.events', partitions: 4, schemaIds: [] }],
  newestAt: 0,
};

it.for([
  ['in use', { folder, owner: 17 }, 4, 'ok', /1 topics, in use by process 17/],
  ['not in use', { folder, owner: undefined }, 4, 'ok', /not in use/],
  ['of another count', { folder, owner: undefined }, 8, 'problem', /4 partitions where 8/],
  ['damaged', { failure: 'MDB_CORRUPTED' }, 4, 'problem', /damaged \(MDB_CORRUPTED\)/],
  ['of another LMDB', { otherVersion: 7, known: 2 }, 4, 'problem', /format 7; this one reads 2/],
] as const)('data %s', ([, reading, keyed, verdict, says]) => {
  const judgement = judgeData(reading, { ...settings, keyed });
  expect(judgement).toMatchObject({ verdict, says: expect.stringMatching(says) });
});
