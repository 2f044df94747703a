import { linesOf } from '../cart/cart.ts';
import { categories } from '../catalogue/catalogue.ts';
import { type BeaconTag, type Frame, hasBackOffice, withKey } from './frame.ts';
import { html, type Html } from './html.ts';
import { panel } from './panel.ts';

export interface Page {
  readonly title: string;
  main(beacon: BeaconTag): Html;
  /** Of the category that is shown or that the item is of. */
  readonly category?: string;
  /** What is in the search field. */
  readonly query?: string;
}

/** A whole page: head, bar, content, and beside it the panel of what Freshet knows. */
export function layout(page: Page, frame: Frame): Html {
  const { title, category, query = '' } = page;
  const { assets, beacon, cart } = frame;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Cairn &amp; Kettle</title>
<link rel="icon" href="/pictures/tent.svg">
<link rel="stylesheet" href="${assets.styles}">
<script type="module" src="${assets.script}"></script>
<script async src="${beacon.ingestUrl}/beacon.js" data-endpoint="${withKey(beacon.ingestUrl, beacon)}" data-api="${withKey(beacon.apiUrl, beacon)}" data-impressions data-dwell></script>
</head>
<body>
<a class="skip-link" href="#main">Skip to content</a>
<header class="bar">
  <div class="bar-row">
    <a class="brand" href="/"><span>Cairn</span> &amp; <span>Kettle</span></a>
    <form class="search" role="search" action="/search">
      <label class="visually-hidden" for="q">Search the shop</label>
      <input class="input" id="q" name="q" type="search" value="${query}" maxlength="100" placeholder="Tents, kettles, boots…">
      <button class="button">Search</button>
    </form>
    <a class="bar-link" href="/cart">Cart <b class="count">${countOf(cart)}<span class="visually-hidden"> items</span></b></a>
    <a class="bar-link to-panel" href="#knows">Your profile</a>
  </div>
  <nav class="shelves" aria-label="Categories">${categories.map(
    ({ id, title: name }) =>
      html`<a href="/categories/${id}"${id === category && html` aria-current="true"`}>${name}</a>`,
  )}</nav>
</header>
<div class="page">
  <main id="main" tabindex="-1">${page.main(beacon)}</main>
  ${panel(beacon)}
</div>
<footer class="foot">A demo: nothing is sold, nothing is sent to anyone, and the pictures were drawn for it.${hasBackOffice(beacon) && html` <a href="/dashboard">Back office</a> · <a href="/docs">HTTP interface</a>`}</footer>
</body>
</html>
`;
}

function countOf(cart: Frame['cart']): number {
  return linesOf(cart).reduce((sum, { quantity }) => sum + quantity, 0);
}
