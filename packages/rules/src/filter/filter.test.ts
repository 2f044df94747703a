import { HttpProblem } from '@freshet/runtime';
import { CatalogueEntry } from '@freshet/tables';
import { expect, test } from 'vitest';
import { compileFilter, FILTER_LENGTH_MAX } from './filter.ts';

const shoe = new CatalogueEntry({
  site: 'default',
  itemId: 'shoe',
  title: 'Red shoe',
  url: null,
  image: null,
  categories: ['shoes', 'red'],
  price: 49.5,
  currency: 'EUR',
  available: true,
  publishedAt: 1_767_225_600_000,
  properties: '{"size":43,"tags":["new","sale"],"maker":{"country":"PT"}}',
});

const matches = (expression: string) => compileFilter(expression, '/filter').matches(shoe);

test.for([
  ['item.price < 50 && "shoes" in item.categories', true],
  ['item.price >= 49.5 && item.price <= 50', true],
  ['item.price > 50', false],
  ['item.itemId in ["shoe", "sock"]', true],
  ['item.title.contains("shoe") && !item.title.startsWith("Blue")', true],
  ['item.categories.exists(c, c == "red")', true],
  ['item.categories.filter(c, c != "red").all(c, c == "shoes")', true],
  ['size(item.categories) == 2', true],
  ['item.properties.size > 42', true],
  ['item.properties["maker"].country == "PT"', true],
  ['"sale" in item.properties.tags', true],
  ['has(item.properties.colour)', false],
  ['item.publishedAt > 1700000000000', true],
  ['item.currency == "EUR" ? true : false', true],
] as const)('%s is %s', ([expression, verdict]) => {
  expect(matches(expression)).toBe(verdict);
});

test.for([
  ['what the item lacks', 'item.properties.colour == "red"'],
  ['what is null', 'item.image.contains("x")'],
  ['a number where there is text', 'item.title > 5'],
  ['a result that is no verdict', 'item.properties.size'],
  ['a prototype’s property', 'item.properties.constructor == item.properties.__proto__'],
])('%s does not match', ([, expression]) => {
  expect(matches(expression!)).toBe(false);
});

test.for([
  ['syntax', 'item.price << 3', 'Unexpected token: LT at line 1, column 13 (characters 12 to 13)'],
  [
    'an unknown field, further down',
    'true &&\n  item.colour == 1',
    'No such key: colour at line 2, column 8',
  ],
  ['an unknown name', 'price < 3', 'Unknown variable: price at line 1, column 1'],
  ['types that do not fit', '"a" * 3', 'no such overload: string * int'],
  ['no verdict', 'item.itemId', 'of type string'],
  ['a regular expression', 'item.title.matches("(a+)+$")', '"matches" is not among the calls'],
  ['a text that grows', 'item.categories.map(c, c + c).size() > 1', '"map" is not among'],
  ['a binding', 'cel.bind(x, 1, x > 0)', '"bind" is not among'],
  ['a loop in a loop', '[1].all(a, [2].all(b, b > a))', '"all" is a loop inside a loop'],
  ['many loops', Array(5).fill('[1].all(a, a > 0)').join(' && '), 'more than 4 loops'],
  ['depth', `${'('.repeat(40)}true${')'.repeat(40)}`, 'Exceeded maxDepth'],
  ['a long list', `item.price in [${Array(101).fill('1').join()}]`, 'Exceeded maxListElements'],
  ['breadth', Array(110).fill('true').join('||'), 'Exceeded maxAstNodes'],
  ['length', 'x'.repeat(FILTER_LENGTH_MAX + 1), 'at most 1000 are allowed'],
  ['nothing', '', 'Unexpected token: EOF'],
])('%s is refused', ([, expression, says]) => {
  let problem: unknown;
  try {
    compileFilter(expression!, '/filter');
  } catch (error) {
    problem = error;
  }
  expect(problem).toBeInstanceOf(HttpProblem);
  expect(problem).toMatchObject({
    statusCode: 400,
    problem: { code: 'FILTER_INVALID', pointer: '/filter' },
  });
  expect((problem as HttpProblem).message).toContain(says!);
});

test('the same expression is compiled once', () => {
  expect(compileFilter('item.available', '/a')).toBe(compileFilter('item.available', '/b'));
});
