import { type BeaconTag, hasBackOffice } from './frame.ts';
import { html, type Html } from './html.ts';

export interface BareFrame {
  readonly styles: string;
  readonly beacon: BeaconTag;
}

/** Where the shop must not be: its items and the user's own would be recommended side by side. */
export function closedPage(frame: BareFrame): Html {
  return bare(
    frame,
    'Freshet is running with items of your own',
    html`<p>The demo shop opens only where nothing but its own items is known, so that it never mixes with yours. To see it, start another instance on a folder of its own:</p>
<pre>DATA_DIR=./demo PORT=8090 npm start</pre>`,
  );
}

export function waitingPage(frame: BareFrame): Html {
  return bare(
    frame,
    'The shop waits for Freshet',
    html`<p>Intake or API does not answer, or still reads its tables. Reload in a moment; <code>/health/ready</code> says what is missing.</p>`,
  );
}

function bare({ styles, beacon }: BareFrame, title: string, body: Html): Html {
  const { apiUrl } = beacon;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/pictures/tent.svg">
<link rel="stylesheet" href="${styles}">
</head>
<body>
<main class="bare stack"><h1>${title}</h1>
${body}
<ul>${hasBackOffice(beacon) && html`<li><a href="/dashboard">/dashboard</a>: what happens, live</li>`}<li><a href="${apiUrl}/docs">/docs</a>: what can be called</li><li><a href="${apiUrl}/v1/trending">/v1/trending</a>: what many look at now</li><li><a href="${apiUrl}/v1/items">/v1/items</a>: what is known</li><li><a href="${apiUrl}/health/ready">/health/ready</a> and <a href="${apiUrl}/metrics">/metrics</a></li></ul>
</main>
</body>
</html>
`;
}
