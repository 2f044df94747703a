import { type Act, actOf } from './act.ts';
import { fieldsOf } from './fields.ts';

/** The measures of Universal Analytics, by the event of GA4 that each has become. */
const EVENTS = {
  detail: 'view_item',
  impressions: 'view_item_list',
  click: 'select_item',
  add: 'add_to_cart',
  remove: 'remove_from_cart',
  purchase: 'purchase',
  refund: 'refund',
};

/**
 * What the `ecommerce` of a push says that is still in the form of Universal Analytics, whatever the
 * event's name; nothing for one of GA4.
 * https://developers.google.com/analytics/devguides/collection/ua/gtm/enhanced-ecommerce
 */
export function enhancedActs(ecommerce: unknown): Act[] {
  const measures = fieldsOf(ecommerce);
  if (measures['items']) return [];
  return Object.entries(EVENTS).flatMap(([measure, name]) => {
    const { actionField, products } = fieldsOf(measures[measure]);
    const { id, revenue } = fieldsOf(actionField);
    return (
      actOf(name, {
        items: products ?? measures[measure],
        transaction_id: id,
        value: revenue,
        currency: measures['currencyCode'],
      }) ?? []
    );
  });
}
