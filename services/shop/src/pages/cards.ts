import type { ShopItem } from '../catalogue/item.ts';
import { html, type Html } from './html.ts';
import { priceText } from './price.ts';

/** Items as a list of cards, each of which leads to its item. */
export function cards(items: readonly ShopItem[], label: string): Html {
  return html`<ul class="cards" aria-label="${label}">${items.map(card)}</ul>`;
}

function card({ id, title, brand, price }: ShopItem): Html {
  return html`<li data-item="${id}"><a class="item-card" href="/items/${id}">${pictureOf(id)}<span class="brand-name">${brand}</span><span class="title">${title}</span><span class="price">${priceText(price)}</span></a></li>`;
}

/** For decoration beside the item's title. */
export function pictureOf(id: string): Html {
  return html`<img src="/pictures/${id}.svg" alt="" width="240" height="240">`;
}
