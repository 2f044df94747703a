import { describe, expect, it } from 'vitest';
import { returnAddress } from './return-address.ts';
import { isFromOurPages } from './same-origin.ts';

describe('the address after the login', () => {
  it.for(['/dashboard', '/dashboard/rules', '/dashboard/analytics?range=7d&site=a%20b'])(
    '%s',
    (path) => {
      expect(returnAddress(path)).toBe(path);
    },
  );

  it.for([
    'https://evil.example/dashboard',
    '//evil.example/dashboard',
    '/\\evil.example',
    '/dashboard/../..//evil.example',
    '/dashboard//evil.example',
    '/dashboard@evil.example',
    '/dashboard.evil.example',
    '/dashboard\r\nset-cookie: a=b',
    'javascript:alert(1)',
    '/dashboard/login',
    '/v1/admin/rules',
    '',
    undefined,
    ['/dashboard/rules'],
  ])('%j is none', (wanted) => {
    expect(returnAddress(wanted)).toBe('/dashboard');
  });
});

describe('where a call that changes something comes from', () => {
  const ours = 'https://office.example';
  const post = (headers: Record<string, string>) => ({ method: 'POST', headers });
  it.for([
    ['a page of ours', post({ 'sec-fetch-site': 'same-origin' }), ours, true],
    ['an old browser on a page of ours', post({ origin: ours }), ours, true],
    ['by the name it was asked by', post({ origin: 'http://a:1', host: 'a:1' }), undefined, true],
    [
      'a link that is followed',
      { method: 'GET', headers: { 'sec-fetch-site': 'cross-site' } },
      ours,
      true,
    ],
    ['another site', post({ 'sec-fetch-site': 'cross-site' }), ours, false],
    [
      'another site with our origin',
      post({ 'sec-fetch-site': 'cross-site', origin: ours }),
      ours,
      false,
    ],
    ['a neighbour of the same site', post({ 'sec-fetch-site': 'same-site' }), ours, false],
    ['the address bar', post({ 'sec-fetch-site': 'none' }), ours, false],
    ['an old browser on another site', post({ origin: 'https://evil.example' }), ours, false],
    ['a page in a sandbox', post({ origin: 'null' }), ours, false],
    ['nobody says where', post({}), ours, false],
    ['another name', post({ origin: 'http://evil.example', host: 'a:1' }), undefined, false],
  ] as const)('%s', ([, request, origin, expected]) => {
    expect(isFromOurPages(request, origin)).toBe(expected);
  });
});
