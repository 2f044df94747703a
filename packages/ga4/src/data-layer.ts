import { type Act, actOf } from './act.ts';
import { enhancedActs } from './enhanced-ecommerce.ts';
import { fieldsOf, idOf } from './fields.ts';

/** What one message of a data layer tells. */
export interface Told {
  readonly acts: readonly Act[];
  /** Who the visitor is; null: nobody that is known, any more. */
  readonly userId?: string | null | undefined;
}

/**
 * Reads a page's data layer, message by message in their order: those of gtag, which are its arguments,
 * and those of a tag manager, of which an event without `ecommerce` has the last one pushed, until a
 * null clears it. Anything else tells nothing.
 * https://developers.google.com/analytics/devguides/collection/ga4/ecommerce?client_type=gtm
 */
export function createDataLayerReader(): (message: unknown) => Told {
  let kept: unknown;
  return (message) => {
    const pushed = fieldsOf(message);
    if (pushed[0]) return commanded(pushed);
    const { ecommerce, event } = pushed;
    if (ecommerce !== undefined) kept = ecommerce;
    const said = ecommerce ?? (pushed['items'] ? pushed : kept);
    const act = actOf(event, said);
    const acts = act ? [act] : enhancedActs(ecommerce);
    return { acts, userId: userOf(pushed) };
  };
}

/** `gtag('event', name, parameters)`, `gtag('set', …)`, `gtag('config', id, parameters)`. */
function commanded({ 0: command, 1: name, 2: params }: Readonly<Record<string, unknown>>): Told {
  const act = command === 'event' && isForAnalytics(params) ? actOf(name, params) : undefined;
  const set = name === 'user_id' ? { user_id: params } : name;
  return { acts: act ? [act] : [], userId: userOf(fieldsOf(command === 'set' ? set : params)) };
}

/** What goes to Google Ads alone repeats what Analytics is told, and often names items otherwise. */
function isForAnalytics(params: unknown): boolean {
  const to = fieldsOf(params)['send_to'];
  return to === undefined || [to].flat().some((id) => idOf(id)?.startsWith('G-'));
}

function userOf({ user_id }: Readonly<Record<string, unknown>>): Told['userId'] {
  return user_id === null ? null : idOf(user_id);
}
