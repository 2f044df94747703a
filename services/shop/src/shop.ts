import cookies from '@fastify/cookie';
import forms from '@fastify/formbody';
import type { Logger } from '@freshet/runtime';
import { protectPages, type Sources } from '@freshet/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { serveAssets } from './assets.ts';
import { Crowd } from './crowd/crowd.ts';
import type { BeaconTag } from './pages/frame.ts';
import type { Html } from './pages/html.ts';
import { cartRoutes } from './routes/cart.ts';
import { crowdRoutes } from './routes/crowd.ts';
import { shelfRoutes } from './routes/shelves.ts';
import { freshetAt } from './stock/freshet.ts';
import { Stock } from './stock/stock.ts';
import { closedPage, waitingPage } from './pages/bare-pages.ts';

export interface ShopOptions {
  /** Where visitors' browsers find beacon and API; '' stands for where they found the shop. */
  readonly beacon: BeaconTag;
  /** Where this process finds them; asked at each call. */
  readonly addresses: () => { ingestUrl: string; apiUrl: string };
  /** Secret key with the scopes events, recommend and catalogue; '' where there are no keys. */
  readonly key?: string;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly logger: Logger;
}

/** The demo shop as a Fastify plugin: it adds routes to a server that somebody else runs. */
export function createShop({ beacon, addresses, key = '', clock, logger }: ShopOptions) {
  const freshet = freshetAt(addresses, key);
  const stock = new Stock({ freshet, logger, clock });
  const crowd = new Crowd({ freshet, clock, logger });
  return async function shopRoutes(app: FastifyInstance): Promise<void> {
    const assets = await serveAssets(app);
    const frame = { styles: assets.styles, beacon };
    await app.register(async (pages) => {
      await protectPages(pages, sourcesOf(beacon));
      await pages.register(cookies);
      await pages.register(forms);
      pages.addHook('onRequest', async (_request, reply): Promise<unknown> => {
        const standing = await stock.standing();
        if (standing === 'ours') return undefined;
        return standing === 'foreign'
          ? bare(reply, 200, closedPage(frame))
          : bare(reply, 503, waitingPage(frame));
      });
      shelfRoutes(pages, { assets, beacon });
      cartRoutes(pages, { assets, beacon });
      crowdRoutes(pages, crowd);
    });
    app.addHook('onClose', () => crowd.close());
  };
}

function bare(reply: FastifyReply, status: number, { text }: Html): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(text);
}

/** Where freshet is not where the shop is, its pages may talk to it. */
function sourcesOf({ ingestUrl, apiUrl }: BeaconTag): Sources {
  const elsewhere = (...urls: readonly string[]) => urls.filter((url) => url !== '');
  return { scripts: elsewhere(ingestUrl), calls: elsewhere(ingestUrl, apiUrl), hasForms: true };
}
