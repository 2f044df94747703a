import type { ShopCategory } from './item.ts';

export const clothing: ShopCategory = {
  id: 'clothing',
  title: 'Clothing',
  tagline: 'There is no bad weather, as they say.',
  items: [
    {
      id: 'rain-jacket',
      title: 'Rain jacket',
      brand: 'Northlea',
      price: 159,
      description:
        'Three layers, sealed seams and a hood with a brim. Vents under the arms for the climb.',
    },
    {
      id: 'fleece',
      title: 'Fleece jumper',
      brand: 'Tarn',
      price: 79,
      description:
        'Thick enough for the evening, light enough for the sack. Recycled, and soft all the same.',
    },
    {
      id: 'down-vest',
      title: 'Down vest',
      brand: 'Northlea',
      price: 129,
      description: 'Leaves the arms free and keeps the rest warm. Folds into its own pocket.',
    },
    {
      id: 'beanie',
      title: 'Wool beanie',
      brand: 'Hearth',
      price: 29,
      description:
        'Merino, ribbed, turned up once. It has kept ears warm from Skye to the bus stop.',
    },
    {
      id: 'gloves',
      title: 'Knitted gloves',
      brand: 'Hearth',
      price: 25,
      description:
        'Wool with two fingertips that work on a phone, because you will stop for pictures.',
    },
    {
      id: 'socks',
      title: 'Hiking socks',
      brand: 'Wren',
      price: 19,
      description:
        'Padded where boots press, thin where they do not. Merino, so they may be worn twice.',
    },
    {
      id: 'boots',
      title: 'Hiking boots',
      brand: 'Tarn',
      price: 189,
      description:
        'Leather that can be waxed, soles that can be replaced, and a shape that needs no breaking in.',
    },
    {
      id: 'sun-hat',
      title: 'Sun hat',
      brand: 'Wren',
      price: 34,
      description:
        'A wide brim with a wire in it and a cord under the chin. Folds flat, floats if it must.',
    },
  ],
};
