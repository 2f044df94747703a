import { expect, it } from 'vitest';
import { parseNamespacesArguments } from './arguments.ts';

const parse = (line: string) => parseNamespacesArguments(line.split(' '));

it('reads what to do with which namespace', () => {
  expect(parse('swap n2 --force --url http://a:1 --json')).toEqual({
    action: 'swap',
    name: 'n2',
    url: 'http://a:1',
    force: true,
    json: true,
  });
  expect(parse('list')).toMatchObject({ action: 'list', name: '', force: false });
  expect(parse('--help')).toBeUndefined();
});

it.for(['', 'swap', 'drop', 'list n2', 'swap a b', 'drop a --force', 'rename a', 'list --url x'])(
  'refuses "%s"',
  (line) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  },
);
