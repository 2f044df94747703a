/** Twenty items, as a recommendation would list them: 1 KB of JSON. */
export const oneKilobyte = {
  recommId: '00000000-0000-7000-8000-000000000000',
  strategy: 'none',
  items: Array.from({ length: 20 }, (_, i) => ({ itemId: `item-${10_000 + i}`, score: i / 7 })),
};
