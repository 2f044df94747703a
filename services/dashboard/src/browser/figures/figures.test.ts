import { expect, it } from 'vitest';
import { inReadingOrder, type Place } from './figures.ts';

const place = (strategy: string, position: string) =>
  ({ strategy, position }) as Partial<Place> as Place;
const shown = (places: readonly Place[]) =>
  places.map(({ strategy, position }) => `${strategy} ${position}`);

it('positions stand in their order below what brought most clicks', () => {
  const places = [
    place('trending', '10'),
    place('popular', '2'),
    place('trending', '51+'),
    place('trending', ''),
    place('popular', '1'),
    place('trending', '9'),
  ];
  expect(shown(inReadingOrder(places, ['strategy', 'position']))).toEqual([
    'trending 9',
    'trending 10',
    'trending 51+',
    'trending ',
    'popular 1',
    'popular 2',
  ]);
  expect(inReadingOrder(places, ['strategy'])).toEqual(places);
});
