import { expect, test } from 'vitest';
import { parseEvaluateArguments } from './arguments.ts';
import { MODELS } from './models.ts';

test('a file is enough', () => {
  expect(parseEvaluateArguments(['clicks.csv'])).toEqual({
    files: ['clicks.csv'],
    profile: 'shop',
    protocol: 'prequential',
    models: MODELS,
    top: 20,
    atMost: Infinity,
    validation: false,
    freshness: false,
    chart: undefined,
    columns: undefined,
    json: false,
  });
});

test('options are read', () => {
  const args =
    'a --profile news --through memory --protocol static --models popularity,freshet,popularity ' +
    '--at-most 3000 --top 5 --validation --chart c.svg --json b';
  expect(parseEvaluateArguments(args.split(' '))).toMatchObject({
    files: ['a', 'b'],
    profile: 'news',
    protocol: 'static',
    models: ['popularity', 'freshet'],
    top: 5,
    atMost: 3000,
    validation: true,
    chart: 'c.svg',
    json: true,
  });
});

test('help is no evaluation', () => {
  expect(parseEvaluateArguments(['--help'])).toBeUndefined();
});

test.for([
  { args: [], says: /at least one FILE/ },
  { args: ['a', '--profile', 'bank'], says: /--profile must be shop or news, got "bank"/ },
  { args: ['a', '--protocol', 'random'], says: /--protocol must be prequential or static/ },
  { args: ['a', '--through', 'air'], says: /--through must be memory, got "air"/ },
  { args: ['a', '--models', 'freshet,gru'], says: /--models must be .* or popularity, got "gru"/ },
  { args: ['a', '--top', '0'], says: /--top must be a whole number of at least 1/ },
  { args: ['a', '--top', '101'], says: /--top must be at most 100, got 101/ },
  { args: ['a', '--at-most', 'few'], says: /--at-most must be a whole number/ },
  { args: ['a', '--freshness', '--protocol', 'static'], says: /needs the prequential protocol/ },
  { args: ['a', '--url', 'http://a'], says: /--url/ },
])('$args is refused with the usage', ({ args, says }) => {
  const parsing = () => parseEvaluateArguments(args);
  expect(parsing).toThrow(says);
  expect(parsing).toThrow(/Usage: freshet evaluate FILE/);
});
