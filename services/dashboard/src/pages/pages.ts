import { forEveryone } from '@freshet/runtime';
import {
  type Asset,
  assetOf,
  bundleScript,
  bundleStyles,
  protectPages,
  serveAsset,
} from '@freshet/web';
import type { FastifyInstance } from 'fastify';
import type { Login } from '../login/login.ts';
import { pageOf } from './page.ts';

/** Where the browser finds its pages; the links in `src/browser` begin with it as well. */
const ROOT = '/dashboard';
const script = new URL('../browser/main.tsx', import.meta.url);
const theme = new URL('../browser/theme/early.ts', import.meta.url);
const styles = new URL('../browser/app.css', import.meta.url);

type Name = 'script' | 'theme' | 'styles';

/** What pages of the back office load, as it is served. */
export interface PageFiles {
  readonly assets: Readonly<Record<Name, Asset>>;
  /** They change with the content. */
  readonly addresses: Readonly<Record<Name, string>>;
}

/** @throws esbuild's BuildFailure. */
export async function bundlePages(): Promise<PageFiles> {
  const texts = await Promise.all([
    bundleScript(script),
    bundleScript(theme, { format: 'iife' }),
    bundleStyles(styles),
  ]);
  const assets = {
    script: await assetOf('js', texts[0]),
    theme: await assetOf('js', texts[1]),
    styles: await assetOf('css', texts[2]),
  };
  const addresses = {
    script: `${ROOT}/assets/${assets.script.hash}/dashboard.js`,
    theme: `${ROOT}/assets/${assets.theme.hash}/theme.js`,
    styles: `${ROOT}/assets/${assets.styles.hash}/dashboard.css`,
  };
  return { assets, addresses };
}

/**
 * The back office's pages as a Fastify plugin: one document for every address under `/dashboard`, for who is
 * logged in; to everybody those of the login, and what they load.
 */
export function createDashboardPages({ assets, addresses }: PageFiles, login: Login) {
  const html = pageOf(addresses);
  return async function dashboardPages(app: FastifyInstance): Promise<void> {
    for (const name of ['script', 'theme', 'styles'] as const) {
      serveAsset(app, addresses[name], assets[name], { isImmutable: true });
    }
    await app.register(async (open) => {
      await protectPages(open, { pictures: ['data:'], hasForms: true });
      await login.routes(open, addresses);
    });
    await app.register(async (pages) => {
      login.require(pages);
      // A picture of the catalogue that lies elsewhere is not fetched either.
      await protectPages(pages, { pictures: ['data:'], hasForms: true });
      for (const path of [ROOT, `${ROOT}/`, `${ROOT}/:page`]) {
        pages.get(path, { config: forEveryone }, (_request, reply) =>
          reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html),
        );
      }
    });
  };
}
