import { expect, it, test } from 'vitest';
import { parseKeyArguments } from './arguments.ts';

const parse = (line: string) => parseKeyArguments(line.split(' ').filter(Boolean));

it('a publishable key may do what it can, of the default site', () => {
  expect(parse('create --publishable --origins https://a.example')).toEqual({
    action: 'create',
    json: false,
    kind: 'publishable',
    site: 'default',
    label: '',
    scopes: ['events', 'recommend'],
    origins: ['https://a.example'],
    expiresMs: null,
  });
});

test.for([
  ['create --secret --scopes admin,inspect --site * --expires 7d', { expiresMs: 604_800_000 }],
  [
    'create --publishable --events-per-second 50 --requests-per-second 9 --events-per-day 1000000',
    { limits: { eventsPerSecond: 50, requestsPerSecond: 9, eventsPerDay: 1_000_000 } },
  ],
  ['list --json', { action: 'list', json: true }],
  ['change abc --label x', { id: 'abc', label: 'x' }],
  [
    'change abc --events-per-day none --events-per-second 5',
    { limits: { eventsPerDay: null, eventsPerSecond: 5 } },
  ],
  ['rotate abc', { id: 'abc', graceMs: 86_400_000 }],
  ['rotate abc --grace 0s', { graceMs: 0 }],
  ['identity --site shop', { action: 'identity', site: 'shop' }],
  ['revoke abc', { action: 'revoke', id: 'abc' }],
] as const)('%s is read', ([line, is]) => expect(parse(line)).toMatchObject(is));

it('origins that are none mean all pages, which is another thing than to say nothing of them', () => {
  expect(parseKeyArguments(['change', 'abc', '--origins', ''])).toMatchObject({ origins: [] });
  expect(parse('change abc --label x')).not.toHaveProperty('origins');
});

test.for([
  ['', /create, list, change, rotate, revoke/],
  ['identity --site *', /--site/],
  ['toString', /got "toString"/],
  ['create', /either --publishable or --secret/],
  ['create --publishable --secret', /either/],
  ['create --secret', /--scopes takes some of/],
  ['create --secret --scopes root', /got "root"/],
  ['create --publishable --scopes admin', /got "admin"/],
  ['create --publishable --site *', /--site/],
  ['create --publishable --origins shop.example', /got "shop.example"/],
  ['create --secret --scopes admin --origins https://a.b', /of publishable keys/],
  ['create --secret --scopes admin --expires soon', /--expires must be/],
  ['create --publishable --events-per-day 0', /--events-per-day must be a whole number from 1/],
  ['create --publishable --events-per-second 1e3', /got "1e3"/],
  ['list --events-per-day 5', /does not belong to list/],
  ['change --label x', /one ID/],
  ['change abc', /at least one of/],
  ['change abc --scopes admin', /--scopes does not belong to change/],
  ['change abc --origins shop', /got "shop"/],
  ['change abc --events-per-day all', /or none; got "all"/],
  ['list abc', /no ID/],
  ['revoke', /one ID/],
  ['revoke a b', /one ID/],
  ['revoke a --grace 1h', /--grace does not belong to revoke/],
] as const)('"%s" is refused with the usage', ([line, says]) => {
  expect(() => parse(line)).toThrow(says);
  expect(() => parse(line)).toThrow(/Usage: freshet keys/);
});
