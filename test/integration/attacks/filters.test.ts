import { expect, test } from 'vitest';
import { startAttackTarget } from '../../support/attack-target.ts';
import { postJson } from '../../support/http.ts';

const target = startAttackTarget();

const many = (count: number, text: string, by: string) => Array(count).fill(text).join(by);
const list = (count: number) => `[${many(count, '1', ',')}]`;

/** Each would take more than a filter may, had it not been refused before it ran. */
const attacks = [
  ['regular expression', 'backtracking', '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!".matches("^(a+)+$")'],
  ['regular expression', 'over an item', 'item.title.matches("(.*a){20}")'],
  ['regular expression', 'as a function', 'matches(item.title, "(x+x+)+y")'],
  ['growing text', 'by map', 'item.categories.map(c, c + c + c + c).size() > 0'],
  ['growing text', 'by a name for it', 'cel.bind(a, "xx", cel.bind(b, a + a, b + b)) != ""'],
  ['growing text', 'joined', '["a", "b"].join("x") == ""'],
  ['growing text', 'split', '"a,b".split(",").size() > 0'],
  ['nested loops', 'in the body', `${list(9)}.all(a, ${list(9)}.all(b, a == b))`],
  ['nested loops', 'hidden in a condition', '[1].exists(a, true ? [1].exists(b, b == a) : false)'],
  ['nested loops', 'hidden in an index', '[1].exists(a, [[1].filter(b, true)][0].size() > a)'],
  ['nested loops', 'hidden in a map', '[1].all(a, {"k": [1].all(b, true)}["k"])'],
  ['many loops', 'side by side', many(5, '[1].all(a, a > 0)', ' && ')],
  ['large expression', 'a long list', `item.price in ${list(101)}`],
  [
    'large expression',
    'a large map',
    `size({${Array.from({ length: 21 }, (_, i) => `"${i}":1`).join()}}) > 0`,
  ],
  ['large expression', 'breadth', many(110, 'true', '||')],
  ['large expression', 'depth', `${'('.repeat(100)}true${')'.repeat(100)}`],
  ['large expression', 'depth of lists', `${'['.repeat(100)}1${']'.repeat(100)} == []`],
  ['large expression', 'denials', `${'!'.repeat(900)}true`],
  ['large expression', 'length', `"${'x'.repeat(2_000)}" == ""`],
  ['escape', 'a constructor', 'item.constructor.constructor("return process")() != 1'],
  ['escape', 'a prototype', 'item.__proto__ != 1'],
  ['escape', 'a global', 'process.exit(1) == 1'],
  ['escape', 'a module', 'import("fs") != 1'],
] as const;

test.for(attacks)('filter ReDoS: %s, %s is refused before it runs', async ([, , filter]) => {
  const answer = await target.unharmedBy((url) =>
    postJson(`${url}/v1/recommendations`, { userId: 'ada', filter }),
  );
  expect(answer, filter).toMatchObject({
    status: 400,
    body: { code: 'FILTER_INVALID', pointer: '/filter' },
  });
});

test('filter ReDoS: a thousand different filters are compiled while others are answered', async () => {
  await target.unharmedBy(async (url) => {
    const ask = (price: number) =>
      postJson(`${url}/v1/recommendations`, {
        userId: 'ada',
        filter: `${list(99)}.exists(a, item.price > ${price} + a)`,
      });
    for (let from = 0; from < 1_000; from += 100) {
      const asked = Array.from({ length: 100 }, (_, i) => ask(from + i));
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
      for (const { status } of await Promise.all(asked)) expect(status).toBe(200);
    }
  });
});
