import { expect, test } from 'vitest';
import { consentAtStart } from './consent-at-start.ts';

const endpoint = 'https://freshet.example';

test('is what the site says, and full where it says nothing', () => {
  expect(consentAtStart({ endpoint }, { doNotTrack: null })).toBe('full');
  expect(consentAtStart({ endpoint, consent: 'anonymous' }, { doNotTrack: '0' })).toBe('anonymous');
});

test.for([{ doNotTrack: '1' }, { globalPrivacyControl: true }])(
  'is none where the browser says %o',
  (browser) => {
    expect(consentAtStart({ endpoint }, browser)).toBe('none');
  },
);
