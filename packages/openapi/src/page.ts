import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Asset, type AssetType, assetOf } from '@freshet/web/serving';

const require = createRequire(import.meta.url);

/*
 * Swagger UI as @fastify/swagger-ui carries it: swagger-ui-dist is four times as large, and what it
 * depends on tells others of each install.
 */
const styles = () => require.resolve('@fastify/swagger-ui/static/swagger-ui.css');
const script = () => require.resolve('@fastify/swagger-ui/static/swagger-ui-bundle.js');

/** No request to a validator elsewhere, and no key outlives the page. */
const start = `SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#docs',
  validatorUrl: null,
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
});
`;

/** What the page loads beside itself, by path, read and compressed when it is first asked for. */
export const files: Readonly<Record<string, () => Promise<Asset>>> = {
  '/docs/swagger-ui.css': once('css', () => readFile(styles(), 'utf8')),
  '/docs/swagger-ui.js': once('js', () => readFile(script(), 'utf8')),
  '/docs/start.js': once('js', async () => start),
};

function once(type: AssetType, read: () => Promise<string>): () => Promise<Asset> {
  let asset: Promise<Asset> | undefined;
  return () => (asset ??= read().then((text) => assetOf(type, text)));
}

/** Addresses are relative, so that the page also works where a proxy puts a folder before them. */
export const page = (title: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="docs/swagger-ui.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;
