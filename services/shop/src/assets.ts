import { assetOf, bundleScript, bundleStyles, serveAsset } from '@freshet/web';
import type { FastifyInstance } from 'fastify';
import { categories, shelved } from './catalogue/catalogue.ts';
import { pictures } from './pictures/picture.ts';

export interface Assets {
  /** Paths that never mean anything else. */
  readonly styles: string;
  readonly script: string;
}

/** Serves styles, script and pictures. */
export async function serveAssets(app: FastifyInstance): Promise<Assets> {
  const styles = await assetOf(
    'css',
    await bundleStyles(new URL('styles/shop.css', import.meta.url)),
  );
  const entry = new URL('browser/main.ts', import.meta.url);
  const titles = [...shelved, ...categories].map(({ id, title }) => [id, title]);
  const define = { TITLES: JSON.stringify(Object.fromEntries(titles)) };
  const script = await assetOf('js', await bundleScript(entry, { define }));
  const paths = { styles: `/shop/${styles.hash}/shop.css`, script: `/shop/${script.hash}/shop.js` };
  serveAsset(app, paths.styles, styles, { isImmutable: true });
  serveAsset(app, paths.script, script, { isImmutable: true });
  for (const [id, svg] of pictures) {
    serveAsset(app, `/pictures/${id}.svg`, await assetOf('svg', svg), { isImmutable: false });
  }
  return paths;
}
