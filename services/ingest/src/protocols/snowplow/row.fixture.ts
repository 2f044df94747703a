import type { Row } from './row.ts';

const SHOP = 'com.snowplowanalytics.snowplow.ecommerce';

export const base64url = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** An entity of the e-commerce plugin. */
export const entity = (name: string, data: object) => ({
  schema: `iglu:${SHOP}/${name}/jsonschema/1-0-0`,
  data,
});

export const contexts = (...entities: readonly object[]): Row => ({
  cx: base64url({
    schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1',
    data: entities,
  }),
});

export const selfDescribing = (schema: string, data: unknown): Row => ({
  e: 'ue',
  ue_px: base64url({
    schema: 'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0',
    data: { schema, data },
  }),
});

/** What the e-commerce plugin sends for an action. */
export const action = (type: string, entities: readonly object[], name?: string): Row => ({
  ...selfDescribing(`iglu:${SHOP}/snowplow_ecommerce_action/jsonschema/1-0-2`, { type, name }),
  ...contexts(...entities),
});
