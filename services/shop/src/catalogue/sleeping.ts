import type { ShopCategory } from './item.ts';

export const sleeping: ShopCategory = {
  id: 'sleeping',
  title: 'Sleep',
  tagline: 'Warm enough to look forward to it.',
  items: [
    {
      id: 'sleeping-bag',
      title: 'Three-season sleeping bag',
      brand: 'Tarn',
      price: 119,
      description:
        'A mummy shape with a warm collar, comfortable at 2 °C. The zip runs over a guard, so it never bites the lining.',
    },
    {
      id: 'down-bag',
      title: 'Down sleeping bag',
      brand: 'Northlea',
      price: 329,
      description:
        '700 g of traceable down for frosty mornings. Packs to the size of a loaf and weighs little more.',
    },
    {
      id: 'blanket-bag',
      title: 'Blanket sleeping bag',
      brand: 'Wren',
      price: 69,
      description:
        'Square at the feet and cotton inside: at home on a hut bunk or, unzipped, on the sofa.',
    },
    {
      id: 'air-mat',
      title: 'Insulated air mat',
      brand: 'Tarn',
      price: 139,
      description:
        'Seven centimetres of still air and a foil that sends your warmth back. The pump is the sack it came in.',
    },
    {
      id: 'foam-mat',
      title: 'Folding foam mat',
      brand: 'Wren',
      price: 39,
      description:
        'Cannot leak, cannot fail. Sit on it at lunch, sleep on it at night, fold it in three seconds.',
    },
    {
      id: 'camp-bed',
      title: 'Camp bed',
      brand: 'Northlea',
      price: 99,
      description:
        'Steel legs and a tight canvas, off the cold ground and at a height from which you can put on shoes.',
    },
    {
      id: 'camp-pillow',
      title: 'Camp pillow',
      brand: 'Wren',
      price: 24,
      description:
        'Soft on one side, brushed cotton on the other, and half filled with air so it weighs nothing.',
    },
    {
      id: 'wool-blanket',
      title: 'Wool blanket',
      brand: 'Hearth',
      price: 89,
      description:
        'Woven from the wool of moorland sheep. Warm when damp, at home on the bed, on the bench and on the grass.',
    },
  ],
};
