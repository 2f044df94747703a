import { expect, it } from 'vitest';
import { parseReplayLogArguments } from './arguments.ts';

const parse = (line: string) => parseReplayLogArguments(line.split(' '));

it('reads a name and begins at the earliest event', () => {
  expect(parse('--group profiles --into n2')).toEqual({
    into: 'n2',
    from: 'earliest',
    to: undefined,
    url: 'http://127.0.0.1:8080',
    json: false,
  });
  expect(parse('--help')).toBeUndefined();
});

it.for([
  ['--group profiles', 'NAMESPACE_REFUSED'],
  ['--into n2', 'CONFIG_INVALID'],
  ['--group items --into n2', 'CONFIG_INVALID'],
  ['--group profiles --into n2 --url x', 'CONFIG_INVALID'],
  ['--group profiles --into n2 n3', 'CONFIG_INVALID'],
  ['--group profiles --into n2 --form earliest', 'CONFIG_INVALID'],
])('refuses "%s" with %s', ([line, code]) => {
  expect(() => parse(line!)).toThrow(expect.objectContaining({ code }));
});
