import type { Problem } from '@freshet/runtime';
import { expect, test } from 'vitest';
import { NOW, openApi } from '../support/api.ts';
import { ruleCalls } from '../support/rules.ts';

const hide = { action: 'hide', filter: 'true' };
const boost = { action: 'boost', filter: 'true', factor: 2 };
const pin = { action: 'pin', itemIds: ['a'] };
const many = Array.from({ length: 21 }, (_, i) => `item ${i}`);

test.for([
  [[], 'BODY_INVALID', ''],
  [{}, 'PARAMETER_INVALID', '/action'],
  [{ ...hide, action: 'gild' }, 'PARAMETER_INVALID', '/action'],
  [{ ...hide, colour: 'red' }, 'PARAMETER_UNKNOWN', '/colour'],
  [{ ...hide, id: 'other' }, 'PARAMETER_INVALID', '/id'],
  [{ ...hide, name: 'x'.repeat(201) }, 'PARAMETER_INVALID', '/name'],
  [{ action: 'hide' }, 'PARAMETER_INVALID', '/filter'],
  [{ ...hide, filter: 'item.prise < 5' }, 'FILTER_INVALID', '/filter'],
  [{ ...hide, filter: 5 }, 'PARAMETER_INVALID', '/filter'],
  [{ ...hide, factor: 2 }, 'PARAMETER_INVALID', '/factor'],
  [{ ...hide, itemIds: ['a'] }, 'PARAMETER_INVALID', '/itemIds'],
  [{ action: 'boost', filter: 'true' }, 'PARAMETER_INVALID', '/factor'],
  [{ ...boost, factor: 0 }, 'PARAMETER_INVALID', '/factor'],
  [{ ...boost, factor: -2 }, 'PARAMETER_INVALID', '/factor'],
  [{ ...boost, factor: 101 }, 'PARAMETER_INVALID', '/factor'],
  [{ ...boost, factor: Infinity }, 'PARAMETER_INVALID', '/factor'],
  [{ ...pin, itemIds: [] }, 'PARAMETER_INVALID', '/itemIds'],
  [{ ...pin, itemIds: ['a', 'b', 'a'] }, 'PARAMETER_INVALID', '/itemIds'],
  [{ ...pin, itemIds: ['a', ''] }, 'PARAMETER_INVALID', '/itemIds/1'],
  [{ ...pin, itemIds: many }, 'PARAMETER_INVALID', '/itemIds'],
  [{ ...pin, position: 0 }, 'PARAMETER_INVALID', '/position'],
  [{ ...pin, position: 101 }, 'PARAMETER_INVALID', '/position'],
  [{ ...pin, filter: 'true' }, 'PARAMETER_INVALID', '/filter'],
  [{ ...hide, scenarios: [] }, 'PARAMETER_INVALID', '/scenarios'],
  [{ ...hide, scenarios: 'home' }, 'PARAMETER_INVALID', '/scenarios'],
  [{ ...hide, scenarios: ['home', 'raw'] }, 'PARAMETER_INVALID', '/scenarios/1'],
  [{ ...hide, from: NOW, until: NOW }, 'PARAMETER_INVALID', '/until'],
  [{ ...hide, from: NOW, until: '2020-01-01' }, 'PARAMETER_INVALID', '/until'],
  [{ ...hide, from: 'tomorrow' }, 'PARAMETER_INVALID', '/from'],
  [{ ...hide, from: '2026-11-30T18:00:00' }, 'PARAMETER_INVALID', '/from'],
  [{ ...hide, from: '2026-13-01' }, 'PARAMETER_INVALID', '/from'],
  [{ ...hide, from: -1 }, 'PARAMETER_INVALID', '/from'],
  [{ ...hide, enabled: 'no' }, 'PARAMETER_INVALID', '/enabled'],
  [{ ...hide, priority: 1.5 }, 'PARAMETER_INVALID', '/priority'],
] as const)('a rule %j is refused with %s at %s', async ([rule, code, pointer]) => {
  const { refused, list } = ruleCalls(await openApi());
  const { status, code: got, pointer: at } = await refused('PUT', '/r', rule);
  expect([status, got, at]).toEqual([400, code, pointer]);
  expect((await list()).rules).toEqual([]);
  const previewed = await refused('POST', '/preview', { rules: { r: rule } });
  expect([previewed.status, previewed.code, previewed.pointer]).toEqual([
    400,
    code,
    `/rules/r${pointer}`,
  ]);
});

test('a factor that JSON cannot hold is refused as well', async () => {
  const { app } = await openApi();
  const answer = await app.inject({
    method: 'PUT',
    url: '/v1/admin/rules/r',
    headers: { 'content-type': 'application/json' },
    payload: '{"action":"boost","filter":"true","factor":1e999}',
  });
  expect(answer.json()).toMatchObject({ code: 'PARAMETER_INVALID', pointer: '/factor' });
});

test.for(['changes', 'preview', '.hidden', 'a b', 'x'.repeat(65)])(
  'no rule is called "%s"',
  async (id) => {
    const { refused } = ruleCalls(await openApi());
    const problem = await refused('PUT', `/${encodeURIComponent(id)}`, hide);
    expect([problem.status, problem.code, problem.pointer]).toEqual([
      400,
      'PARAMETER_INVALID',
      '/id',
    ]);
  },
);

test.for([
  ['GET', '/none', 404, 'RULE_UNKNOWN'],
  ['DELETE', '/none', 404, 'RULE_UNKNOWN'],
  ['POST', '/changes/1/revert', 404, 'RULE_CHANGE_UNKNOWN'],
  ['POST', '/changes/-1/revert', 404, 'RULE_CHANGE_UNKNOWN'],
  ['GET', '?site=A', 400, 'PARAMETER_INVALID'],
  ['GET', '?sites=a', 400, 'PARAMETER_UNKNOWN'],
  ['GET', '/changes?n=0', 400, 'PARAMETER_INVALID'],
  ['GET', '/changes?before=x', 400, 'PARAMETER_INVALID'],
  ['DELETE', `/none?by=${'x'.repeat(129)}`, 400, 'PARAMETER_INVALID'],
] as const)('%s %s is answered %i %s', async ([method, path, status, code]) => {
  const { refused } = ruleCalls(await openApi());
  const answer = await refused(method, path);
  expect([answer.status, answer.code]).toEqual([status, code]);
});

test('a preview of a question that cannot be asked points into it', async () => {
  const { refused } = ruleCalls(await openApi());
  const body = { question: { filter: 'item.' } };
  const answer = await refused('POST', '/preview', body);
  expect([answer.code, answer.pointer]).toEqual(['FILTER_INVALID', '/question/filter']);
  const rules = { 'a/b': hide };
  const named = await refused('POST', '/preview', { rules });
  expect([named.code, named.pointer]).toEqual(['PARAMETER_INVALID', '/rules']);
});

test('a site has 500 rules at most; one of them may still be changed, and room is made by deleting', async () => {
  const { refused, put, remove, post } = ruleCalls(await openApi());
  await Promise.all(Array.from({ length: 500 }, (_, i) => put(`r${i}`, hide)));
  const problem = await refused('PUT', '/more', hide);
  expect([problem.status, problem.code]).toEqual([409, 'RULES_FULL']);
  await put('r7', boost);
  const { change } = await remove('r8');
  await put('more', hide);
  const revert = await refused('POST', `/changes/${change}/revert`);
  expect([revert.status, revert.code]).toEqual([409, 'RULES_FULL']);
  const previewed = await refused('POST', '/preview', { rules: { 'one-more': hide } });
  expect([previewed.status, previewed.pointer]).toEqual([400, '/rules']);
  await post('/preview', { rules: { r1: null, 'one-more': hide } });
});

test('a question that does not come from this machine changes no rule', async () => {
  const { app } = await openApi();
  const answer = await app.inject({
    method: 'PUT',
    url: '/v1/admin/rules/r',
    payload: hide,
    remoteAddress: '192.0.2.1',
  });
  expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'ADMIN_LOCAL_ONLY']);
});
