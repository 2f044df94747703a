import { expect, test } from 'vitest';
import { parseEvaluateArguments } from './arguments.ts';
import { MODELS } from './models.ts';

test('a file is enough', () => {
  expect(parseEvaluateArguments(['clicks.csv'])).toEqual({
    files: ['clicks.csv'],
    site: 'default',
    weights: undefined,
    profile: 'shop',
    protocol: 'prequential',
    through: 'memory',
    addresses: undefined,
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

test('a running deployment is named by two addresses', () => {
  const addresses = { ingestUrl: 'http://127.0.0.1:8081', apiUrl: 'http://127.0.0.1:8082' };
  const args = `a --through pipeline --ingest-url ${addresses.ingestUrl} --api-url ${addresses.apiUrl}`;
  expect(parseEvaluateArguments(args.split(' '))).toMatchObject({ through: 'pipeline', addresses });
});

test('a log stands for files', () => {
  const args = '--from-log --site shop --weights w.json';
  expect(parseEvaluateArguments(args.split(' '))).toMatchObject({
    files: [],
    site: 'shop',
    weights: 'w.json',
  });
});

test('rules are tried on the home page unless another is named', () => {
  const scenarioOf = (args: string) => parseEvaluateArguments(args.split(' '))!.scenario;
  expect(scenarioOf('--from-log --rules r.json')).toBe('home');
  expect(scenarioOf('--from-log --rules r.json --scenario cart')).toBe('cart');
  expect(scenarioOf('--from-log')).toBeUndefined();
});

test('help is no evaluation', () => {
  expect(parseEvaluateArguments(['--help'])).toBeUndefined();
});

test.for([
  { args: [], says: /at least one FILE/ },
  { args: ['a', '--profile', 'bank'], says: /--profile must be shop or news, got "bank"/ },
  { args: ['a', '--protocol', 'random'], says: /--protocol must be prequential or static/ },
  { args: ['a', '--through', 'air'], says: /--through must be memory or pipeline, got "air"/ },
  { args: ['a', '--from-log'], says: /at least one FILE, or --from-log/ },
  { args: ['a', '--site', 'b'], says: /--site needs --from-log/ },
  { args: ['a', '--experiment', 'b'], says: /--experiment needs --from-log/ },
  { args: ['a', '--rules', 'r.json'], says: /--rules and --scenario need --from-log/ },
  { args: ['--from-log', '--scenario', 'raw'], says: /--scenario must be home or product/ },
  {
    args: ['--from-log', '--rules', 'r.json', '--through', 'pipeline'],
    says: /with all that it learns/,
  },
  { args: ['a', '--api-url', 'http://a'], says: /must both be URLs, got "undefined", "http:/ },
  { args: ['a', '--through', 'pipeline', '--freshness'], says: /with all that it learns/ },
  { args: ['a', '--through', 'pipeline', '--models', 'popularity'], says: /asks freshet/ },
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
