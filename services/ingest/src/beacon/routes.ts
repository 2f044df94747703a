import { forEveryone } from '@freshet/runtime';
import { serveAsset } from '@freshet/web';
import type { FastifyInstance } from 'fastify';
import { bundleBeacon } from './bundle.ts';
import { snippet } from './snippet.ts';

/** The tag and its extras for pages of any site, as a Fastify plugin. */
export function createBeaconFiles() {
  return async function beaconRoutes(app: FastifyInstance): Promise<void> {
    const beacon = await bundleBeacon();
    serveAsset(app, '/beacon.js', beacon.files.get('beacon.js')!, { isImmutable: false });
    serveAsset(app, '/beacon/load.js', beacon.loader, { isImmutable: false });
    for (const [name, asset] of beacon.files) {
      serveAsset(app, `/beacon/${beacon.version}/${name}`, asset, { isImmutable: true });
    }
    app.get('/beacon', { config: forEveryone }, (request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .send(snippet(beacon, `${request.protocol}://${request.host}`)),
    );
  };
}
