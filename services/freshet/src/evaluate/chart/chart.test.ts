import { expect, test } from 'vitest';
import { outcomeOf } from '../scores.fixture.ts';
import { chartOf } from './chart.ts';
import { heightOf, PLOT, scaleOf } from './frame.ts';
import { element, text } from './svg.ts';

const results = [
  { model: 'freshet', ...outcomeOf(0.6) },
  { model: 'vmis-knn', ...outcomeOf(0.5) },
] as const;

/** Whether every element is closed, in order. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, closing, name, empty] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) return false;
    } else if (empty === '') open.push(name!);
  }
  return open.length === 0;
}

test('texts and attributes cannot break out', () => {
  expect(text(1, 2, 'a<b & "c"')).toBe('<text x="1" y="2">a&lt;b &amp; &quot;c&quot;</text>');
  expect(element('line', { x1: 1.23456, stroke: '"' })).toBe('<line x1="1.23" stroke="&quot;"/>');
});

test.for([
  { highest: 0, max: 0.01 },
  { highest: 0.034, max: 0.04 },
  { highest: 0.61, max: 0.8 },
  { highest: 1, max: 1 },
])('the scale of $highest ends at $max', ({ highest, max }) => {
  expect(scaleOf(highest).max).toBeCloseTo(max);
});

test('a share stands as high as the plot says', () => {
  expect([heightOf(0, 0.8), heightOf(0.8, 0.8)]).toEqual([PLOT.bottom, PLOT.top]);
});

test('models stand side by side, each figure with its interval where that is known', () => {
  const svg = chartOf({ top: 20, results, late: [] });
  expect(isWellFormed(svg)).toBe(true);
  // A background, two names and four groups of two bars.
  expect(svg.match(/<rect/g)).toHaveLength(1 + 2 + 8);
  for (const shown of ['freshet', 'vmis-knn', 'HR@20', '60.0', '50.0']) {
    expect(svg).toContain(`>${shown}</text>`);
  }
});

test('a model that learns late is a curve from live on', () => {
  const late = [{ model: 'freshet', lateMs: 3_600_000, ...outcomeOf(0.3) }] as const;
  const svg = chartOf({ top: 20, results, late });
  expect(isWellFormed(svg)).toBe(true);
  expect(svg.match(/<circle/g)).toHaveLength(2);
  for (const shown of ['0 s', '1 h', '60.0', '30.0']) expect(svg).toContain(`>${shown}</text>`);
});
