import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Cart, cartText, parseCart } from '../cart/cart.ts';
import type { Frame } from '../pages/frame.ts';
import { layout, type Page } from '../pages/layout.ts';

/** What all pages have in common. */
export type Surroundings = Omit<Frame, 'cart'>;

/** For this site's pages alone, and gone with a month's absence. */
export const cookieOptions = {
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  maxAge: 30 * 24 * 3600,
} as const;

export const cartOf = (request: FastifyRequest): Cart => parseCart(request.cookies['cart']);

export function keepCart(reply: FastifyReply, cart: Cart): void {
  if (cart.size === 0) void reply.clearCookie('cart', cookieOptions);
  else void reply.setCookie('cart', cartText(cart), cookieOptions);
}

export function show(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
  { assets, beacon }: Surroundings,
): FastifyReply {
  const { text } = layout(page, { cart: cartOf(request), assets, beacon });
  return reply.type('text/html; charset=utf-8').send(text);
}
