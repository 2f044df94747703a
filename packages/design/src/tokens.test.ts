import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colourRoles, contrast } from './contrast.fixture.ts';

const roles = colourRoles(readFileSync(new URL('tokens.css', import.meta.url), 'utf8'));
const TEXT_MIN = 4.5;
const DRAWN_MIN = 3;

const grounds = ['ground', 'surface', 'surface-sunk', 'surface-raised', 'surface-hover'];
const states = ['good', 'warn', 'bad', 'info', 'accent'];
const over = (inks: readonly string[], on: readonly string[]) =>
  inks.flatMap((ink) => on.map((ground) => [ink, ground] as const));

/** Every ink, on all that it may stand on. */
const words = [
  ...over(['ink', 'ink-soft', 'ink-faint', 'link', ...states.map((one) => `${one}-ink`)], grounds),
  ...states.flatMap((state) => over([`${state}-ink`, 'ink'], [`${state}-soft`])),
  ...over(['on-accent'], ['accent', 'accent-hover']),
  ...over(['on-danger'], ['danger', 'danger-hover']),
  ...over(['on-deep', 'on-deep-soft', 'on-deep-mark'], ['deep', 'deep-raised']),
];
/** What is no text and has to be seen all the same. */
const drawn = [
  ...over(['line-strong', 'focus'], grounds),
  ...over(
    [1, 2, 3, 4, 5, 6].map((series) => `chart-${series}`),
    ['surface', 'surface-sunk'],
  ),
];

it('knows black on white for 21 and a colour on itself for 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#0b6e62', '#0b6e62')).toBe(1);
});

it('has every colour of the sheet in a pair, but for lines between things', () => {
  const paired = new Set([...words, ...drawn].flat());
  expect([...roles.keys()].filter((role) => !paired.has(role))).toEqual(['line']);
});

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const ratio = (a: string, b: string) => contrast(roles.get(a)![theme], roles.get(b)![theme]);

  it.each(words)('%s can be read on %s', (ink, ground) => {
    expect(ratio(ink, ground)).toBeGreaterThanOrEqual(TEXT_MIN);
  });

  it.each(drawn)('%s can be seen on %s', (line, ground) => {
    expect(ratio(line, ground)).toBeGreaterThanOrEqual(DRAWN_MIN);
  });
});
