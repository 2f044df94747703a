import type { ShopCategory } from './item.ts';

export const kitchen: ShopCategory = {
  id: 'kitchen',
  title: 'Camp kitchen',
  tagline: 'Coffee first, then the mountains.',
  items: [
    {
      id: 'stove',
      title: 'Two-ring stove',
      brand: 'Ember',
      price: 84,
      description:
        'Two burners that simmer as well as they roar, behind a lid that keeps the wind off.',
    },
    {
      id: 'gas-stove',
      title: 'Folding gas stove',
      brand: 'Ember',
      price: 45,
      description:
        'Ninety grams, three arms and a flame you can turn down to a whisper. Boils a litre in four minutes.',
    },
    {
      id: 'pot-set',
      title: 'Pot set',
      brand: 'Ember',
      price: 59,
      description:
        'Two pots, one pan and a lid that is a strainer, all inside each other and all in a cloth bag.',
    },
    {
      id: 'kettle',
      title: 'Enamel kettle',
      brand: 'Hearth',
      price: 38,
      description:
        'Holds a litre and a half, whistles only when asked, and looks better with every dent.',
    },
    {
      id: 'mug',
      title: 'Enamel mug',
      brand: 'Hearth',
      price: 12,
      description: 'Keeps for life, chips a little, tastes of summer. A quarter of a litre.',
    },
    {
      id: 'coffee-pot',
      title: 'Coffee pot',
      brand: 'Ember',
      price: 42,
      description: 'Four cups over any flame. The handle stays cool because it is beech.',
    },
    {
      id: 'cool-box',
      title: 'Cool box 24\u00a0l',
      brand: 'Northlea',
      price: 95,
      description: 'Keeps ice for two days and makes a good seat for one of you.',
    },
    {
      id: 'bottle',
      title: 'Insulated bottle',
      brand: 'Tarn',
      price: 34,
      description:
        'Hot for twelve hours, cold for twenty-four. Fits cup holders and rucksack sides.',
    },
  ],
};
