export interface PageAddresses {
  readonly script: string;
  /** Runs before anything is drawn, so that a chosen theme does not come after a flash of the other. */
  readonly theme: string;
  readonly styles: string;
}

/** The document that every address of the back office has. */
export function pageOf({ script, theme, styles }: PageAddresses): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Freshet back office</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<link rel="stylesheet" href="${styles}">
<script src="${theme}"></script>
<script type="module" src="${script}"></script>
</head>
<body>
<div id="app"></div>
<noscript>The back office needs JavaScript. What it shows is also to be had over HTTP; docs/http.md says how.</noscript>
</body>
</html>
`;
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#10302b"/><path d="M6 12c5-5 9 5 20 0M6 18c5-5 9 5 20 0M6 24c5-5 9 5 20 0" fill="none" stroke="#6fdcc8" stroke-width="2.6" stroke-linecap="round"/></svg>';
