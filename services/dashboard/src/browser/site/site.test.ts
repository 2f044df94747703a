import { expect, it } from 'vitest';
import { chooseSite, ofSite, site } from './site.ts';

it('calls name the site unless it is the default one, also where nothing can be stored', () => {
  expect(site.value).toBe('default');
  expect(ofSite('/v1/ranker')).toBe('/v1/ranker');
  chooseSite('outlet');
  expect(ofSite('/v1/ranker')).toBe('/v1/ranker?site=outlet');
  expect(ofSite('/v1/admin/rules', { by: 'ada', n: null })).toBe(
    '/v1/admin/rules?by=ada&site=outlet',
  );
  chooseSite('default');
  expect(ofSite('/v1/admin/rules', { by: 'ada' })).toBe('/v1/admin/rules?by=ada');
});
