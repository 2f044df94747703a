import type { ShopCategory } from './item.ts';

export const packs: ShopCategory = {
  id: 'packs',
  title: 'Packs & bags',
  tagline: 'What you carry, well carried.',
  items: [
    {
      id: 'daypack',
      title: 'Daypack 22\u00a0l',
      brand: 'Tarn',
      price: 89,
      description:
        'For the day, the train and the office: one big space, one small one and a back that breathes.',
    },
    {
      id: 'trekking-pack',
      title: 'Trekking pack 65\u00a0l',
      brand: 'Tarn',
      price: 219,
      description:
        'A frame that can be set to your back, a hip belt that does the work, and a lid that becomes a small pack.',
    },
    {
      id: 'dry-bag',
      title: 'Dry bag 20\u00a0l',
      brand: 'Wren',
      price: 29,
      description: 'Roll it, clip it, throw it overboard. What is inside stays dry and floats.',
    },
    {
      id: 'hip-pack',
      title: 'Hip pack',
      brand: 'Wren',
      price: 35,
      description: 'Phone, keys, a bar and a bottle, on the hip or over the shoulder.',
    },
    {
      id: 'duffel',
      title: 'Duffel 60\u00a0l',
      brand: 'Northlea',
      price: 119,
      description: 'Tarpaulin that has been on ferry decks. Straps tuck away for the flight.',
    },
    {
      id: 'kids-pack',
      title: 'Little hiker pack 10\u00a0l',
      brand: 'Wren',
      price: 45,
      description:
        'Room for a jumper, a sandwich and a bear. A chest strap holds it on small shoulders.',
    },
    {
      id: 'pannier',
      title: 'Bike pannier',
      brand: 'Tarn',
      price: 75,
      description:
        'Twenty litres that click on with one hand and stay on over cobbles. Reflects at night.',
    },
    {
      id: 'tote',
      title: 'Canvas tote',
      brand: 'Hearth',
      price: 28,
      description: 'Heavy cotton with long handles and a flat bottom, for markets and picnics.',
    },
  ],
};
