import { expect, it } from 'vitest';
import { parseRepartitionArguments } from './arguments.ts';

const parse = (line: string) => parseRepartitionArguments(line.split(' '));

it('reads the count and the name', () => {
  expect(parse('--partitions 48 --into wide --url http://a:1 --json')).toEqual({
    partitions: 48,
    into: 'wide',
    url: 'http://a:1',
    json: true,
  });
  expect(parse('--help')).toBeUndefined();
});

it.for([
  '--into wide',
  '--partitions 6',
  '--partitions 0 --into wide',
  '--partitions six --into wide',
  '--partitions 6 --into wide now',
  '--partitions 6 --into wide --url x',
])('refuses "%s"', (line) => {
  expect(() => parse(line)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
});
