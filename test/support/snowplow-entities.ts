const iglu = (name: string) =>
  `iglu:com.snowplowanalytics.snowplow.ecommerce/${name}/jsonschema/1-0-0`;

/** An entity of the e-commerce plugin, as who has no plugin writes it. */
export const entity = (name: string, data: Record<string, unknown>) => ({
  schema: iglu(name),
  data,
});

/** What the plugin calls an action. */
export const action = (type: string) => entity('snowplow_ecommerce_action', { type });

/** The products of the demo. */
export const products = {
  tent: { id: 'tent', price: 199, currency: 'EUR', quantity: 1 },
  stove: { id: 'stove', price: 39.5, currency: 'EUR', quantity: 2 },
};

/** Its order, but for the id. */
export const transaction = { revenue: 278, currency: 'EUR', payment_method: 'card' };
