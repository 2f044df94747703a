import { expect, it } from 'vitest';
import { parseRankerArguments } from './arguments.ts';

const parse = (line: string) => parseRankerArguments(line.split(' '));

it('reads what to do with which ranker', () => {
  expect(parse('import weights.json --site shop-2 --url http://a:1')).toEqual({
    action: 'import',
    file: 'weights.json',
    site: 'shop-2',
    url: 'http://a:1',
  });
  expect(parse('freeze')).toMatchObject({ action: 'freeze', file: '', site: 'default' });
  expect(parse('--help')).toBeUndefined();
});

it.for(['', 'import', 'import a b', 'freeze a', 'forget', 'show --url x'])(
  'refuses "%s"',
  (line) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  },
);
