import { expect, it } from 'vitest';
import { parseDoctorArguments } from './arguments.ts';

const parse = (line: string) => parseDoctorArguments(line.split(' ').filter(Boolean));

it.for([
  ['', { lagMax: 100_000, json: false }],
  ['--json --lag-max 0', { lagMax: 0, json: true }],
  ['--help', undefined],
] as const)('"%s" is read', ([line, is]) => {
  expect(parse(line)).toEqual(is);
});

it.for([
  ['now', /takes no "now"/],
  ['--lag-max many', /--lag-max must be .* got "many"/],
  ['--fix', /--fix/],
] as const)('"%s" is refused with the usage', ([line, says]) => {
  expect(() => parse(line)).toThrow(says);
  expect(() => parse(line)).toThrow(/Usage: freshet doctor/);
});
