import { expect, it, onTestFinished, vi } from 'vitest';
import { createFreshet, type FreshetOptions } from './client.ts';

const fetch = () => Promise.reject(new TypeError('none is made'));

it.for<[what: string, url: unknown]>([
  ['without https://', 'freshet.example'],
  ['that is missing', undefined],
  ['that is missing for one of both', { ingest: 'https://freshet.example' }],
])('refuses an address %s, instead of waiting for it', ([, url]) => {
  const options = { url, fetch } as FreshetOptions;
  expect(() => createFreshet(options)).toThrow('must be an address such as https://');
});

it('takes an address that is relative to the page', () => {
  vi.stubGlobal('document', { baseURI: 'https://shop.example/tents', addEventListener() {} });
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(() => createFreshet({ url: '/freshet', fetch })).not.toThrow();
});
