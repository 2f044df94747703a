import { forEveryone } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { type Cart, withOneLess, withOneMore, without } from '../cart/cart.ts';
import { newOrder, orderText, parseOrder } from '../cart/order.ts';
import { cartPage, checkoutPage, thankYouPage } from '../pages/cart-pages.ts';
import { cartOf, cookieOptions, keepCart, show, type Surroundings } from './visitor.ts';

const acts: Record<string, (cart: Cart, id: string) => Cart> = {
  add: withOneMore,
  less: withOneLess,
  remove: without,
};

/** Cart, checkout and thanks. The visitor's browser keeps cart and order; the shop keeps nothing. */
export function cartRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  app.get('/cart', { config: forEveryone }, (request, reply) =>
    show(request, reply, cartPage(cartOf(request)), surroundings),
  );

  app.post<{ Body: { itemId?: unknown; act?: unknown } | undefined }>(
    '/cart',
    { config: forEveryone },
    (request, reply) => {
      const { itemId, act } = request.body ?? {};
      const cart = cartOf(request);
      keepCart(reply, acts[String(act)]?.(cart, String(itemId)) ?? cart);
      return reply.redirect('/cart', 303);
    },
  );

  app.get('/checkout', { config: forEveryone }, (request, reply) => {
    const cart = cartOf(request);
    if (cart.size === 0) return reply.redirect('/cart', 303);
    return show(request, reply, checkoutPage(cart), surroundings);
  });

  app.post('/checkout', { config: forEveryone }, (request, reply) => {
    const cart = cartOf(request);
    if (cart.size === 0) return reply.redirect('/cart', 303);
    void reply.setCookie('order', orderText(newOrder(cart)), cookieOptions);
    keepCart(reply, new Map());
    return reply.redirect('/thank-you', 303);
  });

  app.get('/thank-you', { config: forEveryone }, (request, reply) => {
    const order = parseOrder(request.cookies['order']);
    if (order === undefined) return reply.redirect('/cart', 303);
    return show(request, reply, thankYouPage(order), surroundings);
  });
}
