import type { Click } from './clicks.ts';
import type { CallOf } from './event-requests.ts';

const SHOP = 'com.snowplowanalytics.snowplow.ecommerce';
const SNOWPLOW = 'com.snowplowanalytics.snowplow';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const envelope = (name: string, data: unknown) => ({
  schema: `iglu:${SNOWPLOW}/${name}/jsonschema/1-0-0`,
  data,
});
const entity = (vendor: string, name: string, data: unknown) => ({
  schema: `iglu:${vendor}/${name}/jsonschema/1-0-0`,
  data,
});

/** Clicks in a list as the browser's tracker sends them with its e-commerce plugin. */
export const snowplowCall: CallOf = (clicks) => ({
  method: 'POST',
  path: '/com.snowplowanalytics.snowplow/tp2',
  body: JSON.stringify(envelope('payload_data', clicks.map(row))),
});

/** What is kept of them, as our own endpoint takes it. */
export const sameNativeCall: CallOf = (clicks) => ({
  method: 'POST',
  path: '/v1/events',
  body: JSON.stringify({ events: clicks.map(sameEvent) }),
});

function sameEvent({ userId, sessionId, itemId, at }: Click) {
  const context = {
    url: `https://shop.example/list?item=${itemId}`,
    language: 'en-GB',
    timezone: 'Europe/London',
    screen: '1920x1080',
    viewport: '1200x800',
    platform: 'web',
    app: 'shop',
    tracker: 'js-4.10.1',
    schema: `iglu:${SHOP}/snowplow_ecommerce_action/jsonschema/1-0-0`,
    entities: [entity(SNOWPLOW, 'web_page', { id: sessionId })],
  };
  const properties = { price: 9.9, currency: 'EUR', position: 3 };
  return { type: 'click', userId, sessionId, itemId, occurredAt: at, context, properties };
}

/** The id is left out, so that the same click counts again in the next round. */
function row({ userId, sessionId, itemId, at }: Click) {
  const product = { id: itemId, price: 9.9, currency: 'EUR', position: 3 };
  const page = { id: sessionId };
  return {
    e: 'ue',
    tv: 'js-4.10.1',
    tna: 'sp',
    aid: 'shop',
    p: 'web',
    cookie: '1',
    cs: 'UTF-8',
    lang: 'en-GB',
    res: '1920x1080',
    cd: '24',
    tz: 'Europe/London',
    dtm: String(at),
    vp: '1200x800',
    ds: '1200x4000',
    vid: '3',
    sid: sessionId,
    uid: userId,
    url: `https://shop.example/list?item=${itemId}`,
    ue_px: base64url(
      envelope('unstruct_event', entity(SHOP, 'snowplow_ecommerce_action', { type: 'list_click' })),
    ),
    cx: base64url(
      envelope('contexts', [entity(SHOP, 'product', product), entity(SNOWPLOW, 'web_page', page)]),
    ),
    stm: String(at + 100),
  };
}
