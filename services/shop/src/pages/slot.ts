import { type BeaconTag, isToldWhy } from './frame.ts';
import { html, type Html } from './html.ts';

export interface SlotOptions {
  readonly scenario: 'home' | 'product' | 'cart' | 'listing';
  readonly title: string;
  readonly itemId?: string;
  readonly category?: string;
}

const SHOWN = 6;

/** A place for recommendations, which the beacon's slot fills in the browser. */
export function slot(beacon: BeaconTag, { scenario, title, itemId, category }: SlotOptions): Html {
  return html`<section class="slot" aria-labelledby="slot-${scenario}">
  <h2 id="slot-${scenario}">${title}</h2>
  <freshet-recommendations scenario="${scenario}" n="${SHOWN}" label="${title}"${
    itemId !== undefined && html` itemId="${itemId}"`
  }${category !== undefined && html` category="${category}"`}${isToldWhy(beacon) && html` explain`}>
    <template><a class="item-card" href="{{url}}"><img src="{{image}}" alt="" width="240" height="240"><span class="title">{{title}}</span><span class="price">{{price}}</span></a></template>
    <template data-state="empty"><p class="empty">Nothing to recommend yet: look at something first.</p></template>
    <template data-state="error"><p class="empty">No recommendations just now. The rest of the shop is as it was.</p></template>
    <noscript><p class="empty">Recommendations need JavaScript; the shop does not.</p></noscript>
  </freshet-recommendations>
</section>`;
}
