import { expect, it } from 'vitest';
import { judgeNode } from './node.ts';

it.for([
  ['20.19.0', 'ok'],
  ['20.20.2', 'ok'],
  ['22.0.0', 'ok'],
  ['20.18.3', 'problem'],
  ['18.20.0', 'problem'],
] as const)('Node %s is %s', ([version, verdict]) => {
  expect(judgeNode(version).verdict).toBe(verdict);
});
