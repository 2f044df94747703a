import type { ShopCategory } from './item.ts';

export const lights: ShopCategory = {
  id: 'lights',
  title: 'Light & power',
  tagline: 'For the part of the day that is dark.',
  items: [
    {
      id: 'headlamp',
      title: 'Headlamp',
      brand: 'Ember',
      price: 49,
      description:
        'Four hundred lumens ahead and a red light for the map. Charges by cable, runs forty hours on low.',
    },
    {
      id: 'lantern',
      title: 'Storm lantern',
      brand: 'Ember',
      price: 54,
      description:
        'Turn the wheel for a candle or for a room. Looks like the old one, burns on a battery.',
    },
    {
      id: 'torch',
      title: 'Pocket torch',
      brand: 'Tarn',
      price: 29,
      description:
        'As long as a finger, aluminium, one button. Waterproof enough to have been dropped in.',
    },
    {
      id: 'string-lights',
      title: 'String lights',
      brand: 'Hearth',
      price: 32,
      description:
        'Ten metres of warm light with a hook at each end, for balconies, tents and the apple tree.',
    },
    {
      id: 'solar-panel',
      title: 'Folding solar panel',
      brand: 'Tarn',
      price: 129,
      description: 'Twenty-one watts that hang on a rucksack. Two sockets, one of them fast.',
    },
    {
      id: 'power-bank',
      title: 'Power bank',
      brand: 'Tarn',
      price: 59,
      description:
        'Fills a phone four times, survives the rain in your pocket and shows how much is left.',
    },
    {
      id: 'candle-lantern',
      title: 'Candle lantern',
      brand: 'Hearth',
      price: 26,
      description:
        'A tin house for one candle. Glass on four sides, a handle that does not get hot.',
    },
    {
      id: 'bike-light',
      title: 'Bike light',
      brand: 'Ember',
      price: 39,
      description:
        'Bright to the front, soft at the edges so that nobody is blinded. Clips on without tools.',
    },
  ],
};
