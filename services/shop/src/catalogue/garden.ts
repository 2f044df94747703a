import type { ShopCategory } from './item.ts';

export const garden: ShopCategory = {
  id: 'garden',
  title: 'Garden',
  tagline: 'The outdoors that is yours.',
  items: [
    {
      id: 'watering-can',
      title: 'Watering can',
      brand: 'Hearth',
      price: 44,
      description: 'Galvanised, nine litres, with a rose so fine that seedlings do not notice.',
    },
    {
      id: 'trowel',
      title: 'Hand trowel',
      brand: 'Hearth',
      price: 22,
      description: 'Forged steel and ash. Goes through roots, lasts longer than the bed.',
    },
    {
      id: 'secateurs',
      title: 'Secateurs',
      brand: 'Hearth',
      price: 48,
      description: 'A clean cut up to two centimetres, and every part of them can be bought again.',
    },
    {
      id: 'plant-pot',
      title: 'Terracotta pot',
      brand: 'Hearth',
      price: 18,
      description: 'Hand-thrown, twenty-five centimetres across, with the hole where it should be.',
    },
    {
      id: 'bird-house',
      title: 'Bird house',
      brand: 'Wren',
      price: 36,
      description:
        'Larch that greys with the years. The entrance is made for tits; cats cannot hold on.',
    },
    {
      id: 'seed-tin',
      title: 'Seed tin',
      brand: 'Hearth',
      price: 27,
      description: 'Sorted by month, with labels and a pencil. Keeps mice out and hopes up.',
    },
    {
      id: 'wheelbarrow',
      title: 'Wheelbarrow',
      brand: 'Northlea',
      price: 139,
      description: 'Eighty-five litres on one fat tyre. The handles are where your hands are.',
    },
    {
      id: 'garden-chair',
      title: 'Folding chair',
      brand: 'Hearth',
      price: 79,
      description:
        'Acacia slats on a steel frame. Folds flat, and stays out all summer if you forget it.',
    },
  ],
};
