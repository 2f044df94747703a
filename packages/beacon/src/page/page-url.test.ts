import { expect, test } from 'vitest';
import { pageUrl } from './page-url.ts';

const hasPlace = (id: string) => ['reviews', 'Größe'].includes(id);

test.for([
  ['https://a.example/x?y=1', 'https://a.example/x?y=1'],
  ['https://a.example/x#', 'https://a.example/x'],
  ['https://a.example/x#reviews', 'https://a.example/x'],
  ['https://a.example/x#Gr%C3%B6%C3%9Fe', 'https://a.example/x'],
  ['https://a.example/x#/route', 'https://a.example/x#/route'],
  ['https://a.example/x#%E0%A4%A', 'https://a.example/x#%E0%A4%A'],
])('%s is the page %s', ([href, url]) => {
  expect(pageUrl(href!, hasPlace)).toBe(url);
});
