import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TimeOrder } from '../../order/time-order.ts';
import { openSource } from '../../source/source.ts';
import { parseEventsArguments } from '../arguments.ts';
import { rowsOf } from '../rows.ts';
import { eventFile } from './format.ts';
import { ga4Event } from './ga4-export.ts';
import { orderEvent } from './shopify-orders.ts';

/** What is sent of a file, or why a row is not; broken off by an error, that as well. */
async function sent(content: string | Buffer, ...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'events-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'events');
  await writeFile(path, content);
  const { signal } = new AbortController();
  const source = await openSource(path, signal);
  const file = eventFile(source, parseEventsArguments([path, ...args])!);
  const rows: unknown[] = [];
  try {
    for await (const row of rowsOf(file, { order: new TimeOrder(), signal })) {
      rows.push('json' in row ? JSON.parse(row.json) : row.refusal?.code);
    }
  } catch (error) {
    rows.push((error as Error).message.replace(path, 'FILE'));
  }
  return rows;
}

describe('csv', () => {
  test.each([
    ['timestamp_ms,user_id,session_id,item_id\n5000,ada,s,tent', { userId: 'ada', sessionId: 's' }],
    ['SessionId\tItemId\tTime\ns\ttent\t5', { anonymousId: 's', sessionId: 's' }],
    ['itemId,occurredAt,anonymousId\ntent,1970-01-01T00:00:05Z,a', { anonymousId: 'a' }],
    ['itemId,occurredAt,anonymousId\ntent,1970-01-01 00:00:05,a', { anonymousId: 'a' }],
    ['itemId,occurredAt,userId\ntent,1970-01-01 00:00:05 UTC,ada', { userId: 'ada' }],
  ])('the header of %j is known', async (content, who) => {
    const event = { type: 'click', itemId: 'tent', occurredAt: 5000, sequence: 0, ...who };
    expect(await sent(content)).toEqual([event]);
    expect(await sent(gzipSync(content))).toEqual([event]);
  });

  test('other headers and types are named by options; lines of one order are one purchase', async () => {
    const content = [
      'when;kind,sku,who,no,n,each,sum,cur'.replace(';', ','),
      '1,pageview,tent,ada,,,,,',
      '2,buy,tent,ada,o1,2,9.5,25,EUR',
      '2,buy,stove,ada,o1,1,6,25,EUR',
      '3,buy,stove,bob,o2,,,,',
      'x,buy,stove,bob,o3,,,,',
      '4,buy,stove,,o4,,,,',
      '4,buy,stove,bob,o4,many,,,',
      '5,buy',
    ].join('\n');
    const columns =
      'time=when,time-unit=s,type=kind,item=sku,user=who,order=no,quantity=n,price=each,value=sum,currency=cur';
    expect(
      await sent(content, '--columns', columns, '--types', 'pageview=view,buy=purchase'),
    ).toEqual([
      { type: 'view', itemId: 'tent', userId: 'ada', occurredAt: 1000, sequence: 0 },
      {
        type: 'purchase',
        userId: 'ada',
        occurredAt: 2000,
        orderId: 'o1',
        value: 25,
        currency: 'EUR',
        items: [
          { itemId: 'tent', quantity: 2, price: 9.5 },
          { itemId: 'stove', quantity: 1, price: 6 },
        ],
        sequence: 1,
      },
      {
        type: 'purchase',
        userId: 'bob',
        occurredAt: 3000,
        orderId: 'o2',
        items: [{ itemId: 'stove' }],
        sequence: 2,
      },
      'TIME_INVALID',
      'PROFILE_MISSING',
      'NUMBER_INVALID',
      'FIELDS_MISMATCHED',
    ]);
  });

  test('that breaks off has handed over every row before that', async () => {
    const header = 'itemId,occurredAt,userId\n';
    const rows = await sent(`${header}tent,1970-01-01,ada\n${'x'.repeat(600_000)}`);
    expect(rows).toEqual([
      expect.objectContaining({ itemId: 'tent' }),
      expect.stringMatching(/^FILE cannot be read at line 2: /),
    ]);
  });

  test.each([
    [['f', '--columns', 'item=a,time=b'], /needs item/],
    [['f', '--columns', 'item=a,time=b,user=c,colour=d'], /has "colour=d"/],
    [['f', '--types', 'buy'], /--types has "buy"/],
    [[], /one SOURCE, got 0/],
  ])('%j is refused with what is wrong', (args, message) => {
    expect(() => parseEventsArguments(args)).toThrow(message);
  });
});

test('JSON lines are sent as they are, under their place in the file', async () => {
  const when = { occurredAt: '2026-01-01T00:00:00Z', properties: { event_date: '2026-08-01' } };
  const view = { type: 'view', itemId: 'tent', userId: 'ada', ...when };
  const lines = [JSON.stringify(view), '', '{"type":"view"}', '[]', '{cut', JSON.stringify(view)];
  expect(await sent(lines.join('\n'))).toEqual([
    { ...view, sequence: 0 },
    'PROFILE_MISSING',
    'JSON_INVALID',
    'JSON_INVALID',
    { ...view, sequence: 4 },
  ]);
});

/** A row as BigQuery writes it as JSON: 64-bit numbers are texts. */
const ga4Row = {
  event_date: '20210131',
  event_timestamp: '1612069510766593',
  event_name: 'purchase',
  event_params: [
    { key: 'ga_session_id', value: { string_value: null, int_value: '1612069500' } },
    { key: 'currency', value: { string_value: 'USD' } },
  ],
  user_id: null,
  user_pseudo_id: '1026454.4271112504',
  ecommerce: { transaction_id: '741471', purchase_revenue: 72.5 },
  items: [
    { item_id: 'tent', item_name: 'Tent', price: 36.25, quantity: '2', item_brand: '(not set)' },
  ],
};

describe('the export of GA4', () => {
  const who = { anonymousId: '1026454.4271112504', sessionId: '1026454.4271112504.1612069500' };

  test('has purchases and views, with microseconds and sessions of a device', () => {
    expect(ga4Event(ga4Row)).toEqual({
      ...who,
      type: 'purchase',
      occurredAt: 1_612_069_510_767,
      orderId: '741471',
      value: 72.5,
      currency: 'USD',
      items: [{ itemId: 'tent', quantity: 2, price: 36.25 }],
    });
    expect(ga4Event({ ...ga4Row, event_name: 'view_item', user_id: 'ada' })).toEqual({
      ...who,
      userId: 'ada',
      type: 'view',
      itemId: 'tent',
      occurredAt: 1_612_069_510_767,
    });
  });

  test.each([
    [{ event_name: 'scroll' }, undefined],
    [{ items: [] }, undefined],
    [{ items: 'x', event_params: 5, ecommerce: [] }, undefined],
    [{ user_pseudo_id: null }, { code: 'PROFILE_MISSING' }],
    [{ event_timestamp: 'now' }, { code: 'TIME_INVALID' }],
  ])('with %j it is %j', (other, expected) => {
    const event = ga4Event({ ...ga4Row, ...other });
    if (expected === undefined) expect(event).toBeUndefined();
    else expect(event).toMatchObject(expected);
  });

  test('is in no order, and is put into one', async () => {
    const rows = [3, 1, 2, 1].map((second, i) => ({
      ...ga4Row,
      event_name: i === 2 ? 'scroll' : 'view_item',
      event_timestamp: `${second}000000`,
      user_id: `u${i}`,
    }));
    const inOrder = [
      undefined,
      expect.objectContaining({ userId: 'u1', occurredAt: 1000, sequence: 1 }),
      expect.objectContaining({ userId: 'u3', occurredAt: 1000, sequence: 2 }),
      expect.objectContaining({ userId: 'u0', occurredAt: 3000, sequence: 3 }),
    ];
    expect(await sent(rows.map((row) => JSON.stringify(row)).join('\n'))).toEqual(inOrder);
    // As `bq query --format=prettyjson` and the console write it.
    expect(await sent(JSON.stringify(rows, null, 2))).toEqual(inOrder);
  });
});

describe('orders of Shopify', () => {
  const order = {
    id: 450789469,
    created_at: '2026-01-10T11:00:00-05:00',
    cancelled_at: null,
    currency: 'EUR',
    total_price: '29.00',
    customer: { id: 207119551 },
    line_items: [
      { product_id: 632910392, quantity: 1, price: '9.00' },
      { product_id: 7, quantity: 2, price: '10.00' },
      { product_id: null, title: 'tip', quantity: 1, price: '1.00' },
    ],
  };
  const purchase = {
    type: 'purchase',
    userId: '207119551',
    orderId: '450789469',
    occurredAt: Date.UTC(2026, 0, 10, 16),
    value: 29,
    currency: 'EUR',
    items: [
      { itemId: '632910392', quantity: 1, price: 9 },
      { itemId: '7', quantity: 2, price: 10 },
    ],
  };

  test('are purchases; one of a guest is of a visitor of its own', () => {
    expect(orderEvent(order)).toEqual(purchase);
    const { userId: _, ...rest } = purchase;
    expect(orderEvent({ ...order, customer: null })).toEqual({
      ...rest,
      anonymousId: 'order-450789469',
    });
  });

  test.each([
    [{ cancelled_at: '2026-01-11T00:00:00Z' }, undefined],
    [{ test: true }, undefined],
    [{ line_items: [null, { product_id: null }] }, undefined],
    [{ id: null }, { code: 'ID_MISSING' }],
    [{ created_at: 'soon' }, { code: 'TIME_INVALID' }],
  ])('with %j it is %j', (other, expected) => {
    const event = orderEvent({ ...order, ...other });
    if (expected === undefined) expect(event).toBeUndefined();
    else expect(event).toMatchObject(expected);
  });

  test('come newest first and are sent oldest first; of a file that breaks off none is sent', async () => {
    const newer = { ...order, id: 2, created_at: '2026-02-10T11:00:00Z' };
    const content = JSON.stringify({ orders: [newer, order] });
    expect(await sent(content)).toMatchObject([{ orderId: '450789469' }, { orderId: '2' }]);
    expect(await sent(content.slice(0, -5))).toEqual([
      expect.stringMatching(/^FILE cannot be read at orders 2: /),
    ]);
  });
});
