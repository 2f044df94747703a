import { expect, test } from 'vitest';
import { Exposure } from './exposure.ts';

test('what is shown is compared with what was clicked before', () => {
  const exposure = new Exposure();
  for (const item of ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'd']) exposure.clicked(item);
  // (1 + ½)/2 of the most clicked one
  exposure.answered(['a', 'b']);
  // (½ + ¼)/2
  exposure.answered(['b', 'c']);
  // Too late to have been shown.
  exposure.clicked('e');
  expect([exposure.coverage, exposure.popularity]).toEqual([3 / 4, (0.75 + 0.375) / 2]);
});

test('empty answers show nothing', () => {
  const exposure = new Exposure();
  expect([exposure.coverage, exposure.popularity]).toEqual([0, 0]);
  exposure.clicked('a');
  exposure.answered([]);
  expect([exposure.coverage, exposure.popularity]).toEqual([0, 0]);
});
