import { type Cart, type Line, linesOf, QUANTITY_MAX, totalOf } from '../cart/cart.ts';
import { type Order, purchaseOf } from '../cart/order.ts';
import { pictureOf } from './cards.ts';
import { html, type Html } from './html.ts';
import type { Page } from './layout.ts';
import { priceText } from './price.ts';
import { slot } from './slot.ts';

export function cartPage(cart: Cart): Page {
  return {
    title: 'Cart',
    main: (beacon) => html`<header class="page-head"><h1>Cart</h1></header>
${cart.size === 0 ? emptyCart() : filledCart(cart)}
${slot(beacon, { scenario: 'cart', title: cart.size === 0 ? 'For you' : 'Goes well with it' })}`,
  };
}

function emptyCart(): Html {
  return html`<div class="empty"><strong>Nothing in it yet.</strong><a class="button" href="/">Look around</a></div>`;
}

function filledCart(cart: Cart): Html {
  return html`<div class="card">
<ul class="lines" aria-label="In the cart">${linesOf(cart).map(lineOf)}</ul>
<div class="total"><span>Total</span><b class="price large">${priceText(totalOf(cart))}</b></div>
<a class="button primary" href="/checkout">To checkout</a>
</div>`;
}

function lineOf({ item, quantity }: Line): Html {
  const { id, title, price } = item;
  const act = (value: string, sign: string, name: string, isOff = false) =>
    html`<button class="button small" name="act" value="${value}" aria-label="${name}: ${title}"${isOff && html` disabled`}>${sign}</button>`;
  return html`<li>${pictureOf(id)}<div class="line-name"><a href="/items/${id}" data-item="${id}">${title}</a><span class="muted small">${priceText(price)} each</span></div>
<form class="row" action="/cart" method="post"><input type="hidden" name="itemId" value="${id}">${act('less', '−', 'One less')}<span class="quantity">${quantity}</span>${act('add', '+', 'One more', quantity >= QUANTITY_MAX)}${act('remove', 'Remove', 'Remove')}</form>
<b class="price">${priceText(price * quantity)}</b></li>`;
}

/** Nothing of it is kept: the fields have no names, so that browsers do not send them. */
export function checkoutPage(cart: Cart): Page {
  const field = (id: string, label: string, value: string) =>
    html`<div class="field"><label for="${id}">${label}</label><input class="input" id="${id}" value="${value}" autocomplete="off"></div>`;
  return {
    title: 'Checkout',
    main: () => html`<header class="page-head"><h1>Checkout</h1><p class="muted">A demo: what is written here stays in your browser.</p></header>
<div class="checkout">
<form class="card" action="/checkout" method="post">
${field('name', 'Name', 'Robin Example')}
${field('street', 'Street', '1 Ridge Road')}
${field('town', 'Town', 'Fellside')}
<fieldset><legend>Delivery</legend><label class="check"><input type="radio" name="delivery" value="post" checked> Post, two days</label> <label class="check"><input type="radio" name="delivery" value="collect"> Collect from the shop</label></fieldset>
<button class="button primary">Order for ${priceText(totalOf(cart))}</button>
</form>
<section class="card" aria-labelledby="summary"><h2 id="summary">Your order</h2><ul class="summary">${linesOf(cart).map(summaryLine)}</ul><div class="total"><span>Total</span><b class="price large">${priceText(totalOf(cart))}</b></div></section>
</div>`,
  };
}

function summaryLine({ item, quantity }: Line): Html {
  return html`<li>${pictureOf(item.id)}<span>${quantity} × ${item.title}</span><b class="price">${priceText(item.price * quantity)}</b></li>`;
}

export function thankYouPage(order: Order): Page {
  return {
    title: 'Thank you',
    main: (
      beacon,
    ) => html`<header class="page-head" data-purchase="${JSON.stringify(purchaseOf(order))}"><h1>Thank you</h1><p class="muted">Order ${order.id.slice(0, 8)} is on no way at all, since this is a demo.</p></header>
<section class="card" aria-labelledby="ordered"><h2 id="ordered">Ordered</h2><ul class="summary">${linesOf(order.cart).map(summaryLine)}</ul></section>
${slot(beacon, { scenario: 'home', title: 'For the next time' })}`,
  };
}
