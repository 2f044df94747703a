import type { ShopCategory } from './item.ts';

export const water: ShopCategory = {
  id: 'water',
  title: 'By the water',
  tagline: 'Lakes, rivers and the long beach.',
  items: [
    {
      id: 'kayak',
      title: 'Inflatable kayak',
      brand: 'Tarn',
      price: 549,
      description:
        'In the boot as a bag, on the lake as a boat in eight minutes. For one and a dog.',
    },
    {
      id: 'paddle',
      title: 'Split paddle',
      brand: 'Tarn',
      price: 89,
      description: 'Four parts, one clamp, and blades that float. Long enough for wide boats.',
    },
    {
      id: 'life-vest',
      title: 'Life vest',
      brand: 'Northlea',
      price: 99,
      description:
        'Cut high at the arms for paddling. Pockets, a whistle, and a colour that is found.',
    },
    {
      id: 'snorkel-mask',
      title: 'Snorkel set',
      brand: 'Wren',
      price: 39,
      description:
        'Mask and snorkel with soft silicone. The glass is glass, so it does not scratch in the bag.',
    },
    {
      id: 'towel',
      title: 'Travel towel',
      brand: 'Wren',
      price: 26,
      description: 'Dries you, then itself, in half an hour. Big enough to change behind.',
    },
    {
      id: 'fishing-rod',
      title: 'Travel rod',
      brand: 'Tarn',
      price: 109,
      description: 'Five pieces, two metres ten. In a tube it goes where you go.',
    },
    {
      id: 'paddle-board',
      title: 'Paddle board',
      brand: 'Tarn',
      price: 429,
      description:
        'Hard as a plank at fifteen psi, soft in its rucksack. Paddle, pump and leash are with it.',
    },
    {
      id: 'water-shoes',
      title: 'Water shoes',
      brand: 'Wren',
      price: 42,
      description:
        'Soles for wet stone, mesh that lets the lake out again. Children keep them on all day.',
    },
  ],
};
