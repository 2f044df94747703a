import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LINE_BYTES_MAX } from '../../source/lines.ts';
import { openSource } from '../../source/source.ts';
import type { FeedEntry, FeedOptions } from '../entry.ts';
import { entriesOf } from './format.ts';
import { PRODUCT_CHARACTERS_MAX } from './merchant-xml.ts';

const options: FeedOptions = {
  currency: undefined,
  shopUrl: 'https://shop.example',
  now: Date.UTC(2026, 10, 22),
};

interface Reading {
  readonly entries: readonly FeedEntry[];
  readonly error: unknown;
}

/** What is read of a feed, and what ended that. */
async function read(content: string | Buffer, more: Partial<FeedOptions> = {}): Promise<Reading> {
  const folder = await mkdtemp(join(tmpdir(), 'feed-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'feed');
  await writeFile(path, content);
  const entries: FeedEntry[] = [];
  try {
    const source = await openSource(path, new AbortController().signal);
    for await (const entry of entriesOf(source, { ...options, ...more })) entries.push(entry);
    return { entries, error: undefined };
  } catch (error) {
    return { entries, error };
  }
}

async function itemsIn(content: string | Buffer, more?: Partial<FeedOptions>) {
  const { entries, error } = await read(content, more);
  expect(error).toBeUndefined();
  return entries.map(({ item }) => item);
}

const rss = (items: string, prolog = '<?xml version="1.0"?>') =>
  `${prolog}\n<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Shop</title>
<link>https://shop.example</link>${items}</channel></rss>`;

const tent = {
  itemId: 'SKU-1',
  title: 'Tent & pegs',
  url: 'https://shop.example/tent?a=1&b=2',
  image: 'https://shop.example/tent.jpg',
  categories: ['Outdoor > Tents', 'Outdoor', 'Sale'],
  price: 199.5,
  currency: 'EUR',
  available: true,
  properties: { brand: 'Nord', item_group_id: 'T' },
};

const tentRss = `<item><g:id>SKU-1</g:id><title><![CDATA[Tent & pegs]]></title>
<link>https://shop.example/tent?a=1&amp;b=2</link><g:image_link>https://shop.example/tent.jpg</g:image_link>
<g:price>199.50 EUR</g:price><g:availability>in stock</g:availability><g:brand>Nord</g:brand>
<g:product_type>Outdoor &gt; Tents</g:product_type><g:product_type>Sale</g:product_type>
<g:google_product_category>1013</g:google_product_category><g:item_group_id>T</g:item_group_id>
<g:shipping><g:price>4.90 EUR</g:price></g:shipping></item>`;

describe('Google Merchant', () => {
  test('a product of RSS is an item', async () => {
    expect(await itemsIn(rss(tentRss))).toEqual([tent]);
    expect(await itemsIn(gzipSync(rss(tentRss)))).toEqual([tent]);
  });

  test('so is an entry of Atom, whose own id is not the product’s, whatever the prefix', async () => {
    const entry = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://base.google.com/ns/1.0">
<title>Shop</title><entry><id>tag:shop,1</id><link rel="self" href="https://x"/>
<link href="https://shop.example/stove"/><title>Stove</title><published>2026-01-02T00:00:00Z</published>
<m:id>7</m:id><m:price>12 EUR</m:price><m:availability>out_of_stock</m:availability></entry></feed>`;
    expect(await itemsIn(entry)).toEqual([
      {
        itemId: '7',
        title: 'Stove',
        url: 'https://shop.example/stove',
        categories: [],
        price: 12,
        currency: 'EUR',
        available: false,
        publishedAt: Date.UTC(2026, 0, 2),
        properties: {},
      },
    ]);
  });

  test('text feeds name attributes with spaces or underscores', async () => {
    const header =
      'id\ttitle\tlink\timage link\tprice\tavailability\tbrand\tproduct_type\titem group id';
    const row = [
      'SKU-1',
      'Tent & pegs',
      tent.url,
      tent.image,
      '199.50 EUR',
      'In Stock',
      'Nord',
      'Outdoor > Tents',
      'T',
    ].join('\t');
    const items = await itemsIn(`\uFEFF${header}\r\n${row}\r\n\r\nshort\trow\r\n`);
    expect(items).toEqual([
      { ...tent, categories: ['Outdoor > Tents', 'Outdoor'] },
      { code: 'FIELDS_MISMATCHED', message: '2 fields where the header has 9' },
    ]);
  });

  test('an encoding that the declaration names is read', async () => {
    const text = rss(
      '<item><g:id>1</g:id><title>Möhre</title></item>',
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
    );
    expect(await itemsIn(Buffer.from(text, 'latin1'))).toMatchObject([{ title: 'Möhre' }]);
  });

  test.each([
    ['19.99 EUR', { price: 19.99, currency: 'EUR' }],
    ['EUR 19,99', { price: 19.99, currency: 'EUR' }],
    ['1,299.00 USD', { price: 1299, currency: 'USD' }],
    ['1.299,00 EUR', { price: 1299, currency: 'EUR' }],
    ['1,299 USD', { price: 1299, currency: 'USD' }],
    ['1 299,5 PLN', { price: 1299.5, currency: 'PLN' }],
    ['1,234,567 JPY', { price: 1_234_567, currency: 'JPY' }],
    ['19.99', { code: 'CURRENCY_MISSING' }],
    ['free', { code: 'PRICE_INVALID' }],
    ['-1 EUR', { code: 'PRICE_INVALID' }],
    ['1e5 EUR', { code: 'PRICE_INVALID' }],
  ])('a price of "%s"', async (price, expected) => {
    const item = `<item><g:id>1</g:id><g:price>${price}</g:price></item>`;
    expect(await itemsIn(rss(item))).toMatchObject([expected]);
  });

  test('a sale price holds within its dates', async () => {
    const during = (dates: string) =>
      itemsIn(
        rss(`<item><g:id>1</g:id><g:price>20 EUR</g:price><g:sale_price>15 EUR</g:sale_price>
<g:sale_price_effective_date>${dates}</g:sale_price_effective_date></item>`),
      );
    const on = await during('2026-11-01T00:00+0100/2026-12-01T00:00+0100');
    expect(on).toMatchObject([{ price: 15 }]);
    const over = await during('2026-10-01T00:00+0100/2026-11-01T00:00+0100');
    expect(over).toMatchObject([{ price: 20 }]);
  });

  test('a missing currency can be given', async () => {
    const item = '<item><g:id>1</g:id><g:price>20</g:price></item>';
    expect(await itemsIn(rss(item), { currency: 'CHF' })).toMatchObject([{ currency: 'CHF' }]);
  });
});

test('a JSON list of items is as good as lines of them', async () => {
  const { entries } = await read('\ufeff[{"itemId":"a"},\n{"itemId":5}]');
  expect(entries).toMatchObject([
    { place: 'element 1', itemId: 'a', item: { itemId: 'a' } },
    { place: 'element 2', item: { code: 'ID_MISSING' } },
  ]);
});

test('JSON lines are items as the intake takes them; what is none is told with its line', async () => {
  const long = JSON.stringify({ itemId: 'long', title: 'x'.repeat(LINE_BYTES_MAX) });
  const { entries } = await read(
    `{"itemId":"a","price":3}\n\n{broken\n{"itemId":5}\n${long}\n{"itemId":"b"}`,
  );
  expect(entries).toEqual([
    { place: 'line 1', itemId: 'a', item: { itemId: 'a', price: 3 } },
    {
      place: 'line 3',
      itemId: undefined,
      item: { code: 'JSON_INVALID', message: expect.any(String) },
    },
    {
      place: 'line 4',
      itemId: undefined,
      item: { code: 'ID_MISSING', message: expect.any(String) },
    },
    {
      place: 'line 5',
      itemId: undefined,
      item: { code: 'LINE_TOO_LONG', message: expect.any(String) },
    },
    { place: 'line 6', itemId: 'b', item: { itemId: 'b' } },
  ]);
});

test('a product of Shopify is an item at the lowest price of what is there', async () => {
  const storefront = {
    id: 632910392,
    title: 'Pack',
    handle: 'pack-20',
    vendor: 'Nord',
    product_type: 'Packs',
    tags: ['new', 'sale'],
    published_at: '2026-01-02T00:00:00Z',
    variants: [
      { price: '10.00', available: false },
      { price: '25.00', available: true },
      { price: '20.00', available: true },
      { available: true },
    ],
    images: [{ src: 'https://cdn.example/pack.jpg' }],
  };
  const admin = {
    ...storefront,
    id: 2,
    status: 'active',
    tags: 'new, sale',
    variants: [
      {
        price: '5.00',
        inventory_management: 'shopify',
        inventory_policy: 'deny',
        inventory_quantity: 0,
      },
    ],
  };
  const feed = JSON.stringify({ products: [storefront, admin, { title: 'no id' }] });
  const pack = {
    itemId: '632910392',
    title: 'Pack',
    url: 'https://shop.example/products/pack-20',
    image: 'https://cdn.example/pack.jpg',
    categories: ['Packs'],
    price: 20,
    currency: 'EUR',
    available: true,
    publishedAt: Date.UTC(2026, 0, 2),
    properties: { brand: 'Nord', handle: 'pack-20', tags: ['new', 'sale'] },
  };
  expect(await itemsIn(feed, { currency: 'EUR' })).toEqual([
    pack,
    { ...pack, itemId: '2', price: 5, available: false },
    { code: 'ID_MISSING', message: expect.any(String) },
  ]);
});

test('what is no address is said to be none', async () => {
  const failure = await openSource('http://', new AbortController().signal).catch(String);
  expect(failure).toContain('"http://" is no address');
});

test('a feed of a shop that has nothing to sell is one', async () => {
  expect(await itemsIn(rss(''))).toEqual([]);
});

describe('a feed that breaks off is an error, and what came before it is handed over', () => {
  const shopify = JSON.stringify({ products: [{ id: 1 }, { id: 2 }] });
  const zipped = gzipSync(rss(tentRss));
  test.each<[string, string | Buffer, number, RegExp]>([
    [
      'XML broken in the middle',
      rss(`${tentRss}<item><g:id>2</item>`),
      1,
      /line \d+: .*unexpected close tag/,
    ],
    ['XML cut off', rss(tentRss).slice(0, -10), 1, /unclosed/],
    ['an entity of its own', rss(`${tentRss}<item><title>&x;</title></item>`), 1, /entity/],
    [
      'no end of a text',
      rss(`${tentRss}<item><title>${'x'.repeat(2 * PRODUCT_CHARACTERS_MAX)}`),
      1,
      /longer than/,
    ],
    [
      'another encoding than it says',
      Buffer.from(rss('<item><title>Möhre</title></item>'), 'latin1'),
      0,
      /encod/,
    ],
    ['gzip cut off', zipped.subarray(0, zipped.length - 30), 0, /unexpected end of file/],
    ['JSON cut off', shopify.slice(0, -6), 1, /products 2/],
    ['no header of attributes', 'a\tb\n1\t2\n', 0, /has no column id/],
    ['a line without end', `id\ttitle\n1\tx\n2\t${'x'.repeat(2 * LINE_BYTES_MAX)}`, 1, /line/],
    ['nothing at all', '', 0, /empty/],
    ['a page in place of a feed', '<html><body>Not found</body></html>', 0, /<html> has no item/],
  ])('%s', async (_, content, items, message) => {
    const { entries, error } = await read(content);
    expect(error).toMatchObject({
      code: 'IMPORT_FILE_INVALID',
      message: expect.stringMatching(message),
    });
    expect(entries).toHaveLength(items);
  });
});
