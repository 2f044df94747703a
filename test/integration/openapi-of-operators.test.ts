import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { documentedCalls } from '../support/api-document.ts';
import { deadLetter, file } from '../support/dead-letters.ts';
import { openOperated } from '../support/operated.ts';
import { isCall, routesOf } from '../support/routes-of.ts';

const rule = { action: 'boost', filter: 'item.price > 0', factor: 2 };
const experiment = {
  scenarios: ['home'],
  variants: [{ name: 'a', share: 1, parameters: { diversity: 0.5 } }],
};

test('operators are answered as the document says, which has all their calls', async () => {
  const { app, log } = await openOperated();
  const { answered, calls, document, tried } = await documentedCalls(app);
  expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  expect(calls.toSorted()).toEqual(routesOf(app).filter(isCall).toSorted());

  const to = (call: string, payload?: object, url = call.slice(call.indexOf(' ') + 1)) =>
    answered(call, url, payload && { payload });
  const admin = '/v1/admin';

  await file(log, [deadLetter(), deadLetter({ key: null, value: null })]);
  for (const [box, sendBack] of [
    ['dead-letters', 'redrive'],
    ['quarantine', 'release'],
  ] as const) {
    const all = `${admin}/${box}`;
    await to(`GET ${all}`, undefined, `${all}?limit=1&status=any&offset=0&offset=1`);
    await to(`POST ${all}/${sendBack}`, { all: true });
    if (box === 'dead-letters') await to(`GET ${all}/{offset}`, undefined, `${all}/0`);
    await to(`POST ${all}/purge`, { topic: 'behaviour.events', offset: [0] });
  }
  await to(`GET ${admin}/topics`);
  const retention = `${admin}/topics/behaviour.events/retention`;
  await to(`PATCH ${admin}/topics/{name}/retention`, { ms: 518_400_000 }, retention);
  await to(`POST ${admin}/backups`, { path: '/backups/monday' });
  await to(`GET ${admin}/backups`);

  await to(`PUT ${admin}/rules/{id}`, rule, `${admin}/rules/cheap?by=ada`);
  await to(`PUT ${admin}/rules/{id}`, { ...rule, name: null }, `${admin}/rules/cheap`);
  const pin = { action: 'pin', itemIds: ['tent'], until: '2099-01-01' };
  await to(`PUT ${admin}/rules/{id}`, pin, `${admin}/rules/first`);
  await to(`GET ${admin}/rules`);
  await to(`GET ${admin}/rules/{id}`, undefined, `${admin}/rules/first`);
  await to(`POST ${admin}/rules/preview`, { rules: { cheap: null }, question: { userId: 'ada' } });
  await to(`POST ${admin}/rules/preview`, { rules: { new: pin }, question: { slots: { a: {} } } });
  await to(`DELETE ${admin}/rules/{id}`, undefined, `${admin}/rules/cheap`);
  const revert = `${admin}/rules/changes/4/revert`;
  await to(`POST ${admin}/rules/changes/{number}/revert`, undefined, revert);
  await to(`GET ${admin}/rules/changes`, undefined, `${admin}/rules/changes?n=2`);

  const spring = `${admin}/experiments/spring`;
  await to(`PUT ${admin}/experiments/{id}`, experiment, spring);
  await to(`POST ${admin}/experiments/{id}/start`, undefined, `${spring}/start`);
  await to(`GET ${admin}/experiments`);
  await to(`GET ${admin}/experiments/{id}`, undefined, spring);
  await to(`POST ${admin}/experiments/{id}/stop`, undefined, `${spring}/stop`);
  await to(`DELETE ${admin}/experiments/{id}`, undefined, spring);

  await to(`GET ${admin}/figures`, undefined, `${admin}/figures?by=strategy,position`);
  await to(`GET ${admin}/figures`, undefined, `${admin}/figures?from=2026-11-01&to=2026-11-02`);
  await to(`GET ${admin}/exploration`);
  for (const command of ['freeze', 'thaw', 'reset']) await to(`POST ${admin}/ranker/${command}`);
  const { body: weights } = await to(`GET ${admin}/ranker/weights`);
  await to(`PUT ${admin}/ranker/weights`, weights);

  await to(`GET ${admin}/namespaces`);
  await to(`POST ${admin}/namespaces`, { name: 'n2' });
  await to(`POST ${admin}/namespaces`, { name: 'wide', partitions: 3 });
  const live = `${admin}/namespaces/n2/live`;
  await to(`POST ${admin}/namespaces/{name}/live`, { force: true }, live);
  await to(`DELETE ${admin}/namespaces/{name}`, undefined, `${admin}/namespaces/main`);

  const plan = { types: { view: { fields: { '/itemId': { pattern: '^[a-z]+$' } } } } };
  await to(`PUT ${admin}/tracking-plan`, plan);
  await to(`GET ${admin}/tracking-plan`);
  await to(`DELETE ${admin}/tracking-plan`);

  // Nothing is in quarantine that could be shown.
  const untried = calls.filter((call) => call.includes(' /v1/admin/') && !tried.has(call));
  expect(untried).toEqual([`GET ${admin}/quarantine/{offset}`]);
});

test('parameters and members of bodies are those that operators may give', async () => {
  const { app } = await openOperated();
  const { document, calls } = await documentedCalls(app);
  const knownOf = async (call: string, payload?: object, query = '') => {
    const [method, path] = call.split(' ');
    const url = path!.replace(/\{\w+\}/, 'spring') + query;
    const answer = await app.inject({ method: method as 'PUT', url, ...(payload && { payload }) });
    const { message } = answer.json<{ message: string }>();
    return /there (?:are|is) (.+)\.$/.exec(message)?.[1]?.split(', ').toSorted();
  };
  const lists = calls.filter((call) => call.startsWith('GET /v1/admin/'));
  const checked = [];
  for (const call of lists) {
    const known = await knownOf(call, undefined, '?nonsense=1');
    if (known === undefined) continue;
    const { parameters } = document.paths[call.slice(4)]!['get']!;
    const asked = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    expect(asked.toSorted(), call).toEqual(known);
    checked.push(call);
  }
  expect(checked.length).toBeGreaterThan(8);
  for (const [call, schema] of [
    ['POST /v1/admin/dead-letters/redrive', 'LetterFilter'],
    ['PUT /v1/admin/rules/{id}', 'RuleGiven'],
    ['PUT /v1/admin/experiments/{id}', 'ExperimentGiven'],
  ] as const) {
    const members = Object.keys(document.components.schemas[schema]!.properties);
    expect(members.toSorted(), call).toEqual(await knownOf(call, { nonsense: 1 }));
  }
});
