import { categories, shelved, type Shelved } from '../catalogue/catalogue.ts';
import type { ShopCategory } from '../catalogue/item.ts';
import { cards, pictureOf } from './cards.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';
import { priceText } from './price.ts';
import { slot } from './slot.ts';

/** One of each category, as a shop window has it. */
const WINDOW = categories.map(({ items }) => items[0]!);

export function homePage(): Page {
  return {
    title: 'Outdoor and home',
    main: (beacon) => html`<section class="hero">
  <div><h1>For the hills, the lake and the garden bench</h1><p>${shelved.length} things that work, in ${categories.length} shelves. Look around: what you look at changes what you are shown next.</p></div>
  <img src="/pictures/bell-tent.svg" alt="" width="240" height="240"><img src="/pictures/kettle.svg" alt="" width="240" height="240"><img src="/pictures/kayak.svg" alt="" width="240" height="240">
</section>
${slot(beacon, { scenario: 'home', title: 'For you' })}
<section aria-labelledby="shelves"><h2 id="shelves">Shelves</h2><ul class="shelf-cards">${categories.map(
      ({ id, title, tagline, items }) =>
        html`<li><a href="/categories/${id}">${pictureOf(items[2]!.id)}<span><b>${title}</b><span class="muted small">${tagline}</span></span></a></li>`,
    )}</ul></section>
<section aria-labelledby="window"><h2 id="window">In the window</h2>${cards(WINDOW, 'In the window')}</section>`,
  };
}

export function categoryPage({ id, title, tagline, items }: ShopCategory): Page {
  return {
    title,
    category: id,
    main: (
      beacon,
    ) => html`<header class="page-head"><h1>${title}</h1><p class="muted">${tagline}</p></header>
${slot(beacon, { scenario: 'listing', title: `${title} for you`, category: id })}
<section aria-labelledby="all"><h2 id="all">All ${items.length}</h2>${cards(items, title)}</section>`,
  };
}

export function itemPage({ id, title, brand, price, description, category }: Shelved): Page {
  return {
    title,
    category: category.id,
    main: (beacon) => html`<article class="item" data-item-view="${id}">
  ${pictureOf(id)}
  <div class="stack">
    <p class="small"><a href="/categories/${category.id}">${category.title}</a></p>
    <h1>${title}</h1>
    <p class="muted">by ${brand}</p>
    <p class="price large">${priceText(price)}</p>
    <p>${description}</p>
    <form class="row" action="/cart" method="post" data-cart-item="${id}" data-price="${price}">
      <input type="hidden" name="itemId" value="${id}">
      <button class="button primary" name="act" value="add">Add to cart</button>
    </form>
    <p class="small muted">Sent the same day; may come back within sixty.</p>
  </div>
</article>
${slot(beacon, { scenario: 'product', title: 'Others went on to', itemId: id })}`,
  };
}

export function searchPage(query: string, found: readonly Shelved[]): Page {
  const heading = query === '' ? 'Search' : `“${query}”`;
  return {
    title: heading,
    query,
    main: (
      beacon,
    ) => html`<header class="page-head"><h1>${heading}</h1><p class="muted" role="status">${
      query === '' ? 'What are you looking for?' : `${found.length} found`
    }</p></header>
${found.length > 0 && cards(found, 'Found')}
${slot(beacon, { scenario: 'home', title: 'Or one of these' })}`,
  };
}
