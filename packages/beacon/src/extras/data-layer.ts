import { type Act, createDataLayerReader } from '@freshet/ga4';
import type { Host } from '../extra.ts';

/**
 * `data-source="dataLayer"`: tells what the page pushes into its data layer, of which that is the usual
 * name, in the form of GA4: what was pushed before and what comes. Where the page declares an item by
 * attributes the tag tells of it itself, so that it is not told twice.
 */
export default function start({ freshet, settings }: Host): void {
  const read = createDataLayerReader();
  /** Views and clicks of this page that have been told of. */
  const told = new Set<string>();
  let isOurs = false;

  function hear(message: unknown): void {
    // A message is anybody's, and must not become an error of the page that pushes it.
    try {
      const { acts, userId } = read(message);
      if (userId !== undefined) become(userId);
      isOurs = true;
      acts.forEach(tell);
    } catch {}
    isOurs = false;
  }

  function become(userId: string | null): void {
    const known = freshet.ids().userId;
    if (userId === null) {
      if (known) freshet.reset();
    } else if (userId !== known) freshet.identify(userId);
  }

  function tell({ type, itemId = '', ...fields }: Act): void {
    if (told.has(type + itemId)) return;
    if (type === 'view') {
      if (!document.querySelector(`[data-item-view="${CSS.escape(itemId)}"]`)) {
        freshet.view(itemId, fields);
      }
    } else if (type === 'click') freshet.click(itemId, fields);
    else if (type !== 'impression' || !('impressions' in settings)) freshet.track(type, fields);
  }

  freshet.on('queued', ({ type, itemId }) => {
    // A page is a view of its item once. Of a click the tag knows first, and tells if it is of `data-item`.
    if (type === 'view' || (type === 'click' && !isOurs)) told.add(type + itemId);
  });
  freshet.on('left', () => told.clear());

  const page = globalThis as unknown as Record<string, unknown[] | undefined>;
  const layer = (page[settings.source || 'dataLayer'] ??= []);
  const push = layer.push;
  // As tag managers do, each calling the one before it; heard first, since theirs may push more.
  layer.push = function (...messages) {
    messages.forEach(hear);
    return push.apply(this, messages);
  };
  layer.slice().forEach(hear);
}
