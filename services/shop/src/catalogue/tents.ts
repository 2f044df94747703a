import type { ShopCategory } from './item.ts';

export const tents: ShopCategory = {
  id: 'tents',
  title: 'Tents & shelters',
  tagline: 'A dry night, whatever the forecast said.',
  items: [
    {
      id: 'tent',
      title: 'Ridge tent for two',
      brand: 'Northlea',
      price: 189,
      description:
        'A classic ridge in ripstop cotton: stands in ten minutes, breathes on warm nights and has room for two and their boots.',
    },
    {
      id: 'dome-tent',
      title: 'Dome tent for three',
      brand: 'Tarn',
      price: 249,
      description:
        'Two crossed poles, two doors, two porches. Free-standing, so it can be moved once you have found the flat spot.',
    },
    {
      id: 'tunnel-tent',
      title: 'Tunnel tent for the family',
      brand: 'Northlea',
      price: 459,
      description:
        'Three hoops, a living room you can stand in and two bedrooms that stay dark until somebody wants breakfast.',
    },
    {
      id: 'tarp',
      title: 'Tarp 3 × 3',
      brand: 'Wren',
      price: 79,
      description:
        'Nine square metres of shelter with sixteen loops. Between two trees it is a roof, over a picnic a sail.',
    },
    {
      id: 'hammock',
      title: 'Hammock with straps',
      brand: 'Wren',
      price: 64,
      description:
        'Parachute cloth, wide tree straps that spare the bark, and a stuff sack that is sewn on where you cannot lose it.',
    },
    {
      id: 'bivvy',
      title: 'Bivvy bag',
      brand: 'Tarn',
      price: 129,
      description:
        'For one night where no tent fits: waterproof below, breathable above, with a hood that closes to a window.',
    },
    {
      id: 'beach-shelter',
      title: 'Beach shelter',
      brand: 'Wren',
      price: 49,
      description:
        'Up in a minute and down in two. Blocks the wind and most of the sun, and its floor folds out for sandy feet.',
    },
    {
      id: 'bell-tent',
      title: 'Bell tent',
      brand: 'Northlea',
      price: 699,
      description:
        'Heavy canvas, one pole, a hole for the stove pipe. Put it up in May and leave it until September.',
    },
  ],
};
