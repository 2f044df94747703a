export interface LoginPage {
  /** Where its styles and the script of the theme are. */
  readonly styles: string;
  readonly theme: string;
  /** Where to after the login. */
  readonly to: string;
  /** The provider's host, where there is one. */
  readonly provider: string | undefined;
  /** What went wrong before. */
  readonly fault: string | undefined;
}

/** The page that asks who somebody is; it works without a script. */
export function loginPage({ styles, theme, to, provider, fault }: LoginPage): string {
  const form = provider === undefined ? passwordForm(to) : providerLink(provider, to);
  const notice =
    fault === undefined ? '' : `<div class="notice bad" role="alert">${escaped(fault)}</div>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Log in · Freshet back office</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${styles}">
<script src="${theme}"></script>
</head>
<body class="login-page">
<main class="card login">
<h1>Freshet back office</h1>
${notice}
${form}
</main>
</body>
</html>
`;
}

function passwordForm(to: string): string {
  return `<form method="post" action="/dashboard/login" class="login-form">
<input type="hidden" name="to" value="${escaped(to)}">
<div class="field">
<label for="name">Your name</label>
<input class="input" id="name" name="name" required maxlength="128" autocomplete="username">
<span class="hint">It stands in the trail of what you change.</span>
</div>
<div class="field">
<label for="password">Password</label>
<input class="input" id="password" name="password" type="password" required maxlength="1024" autocomplete="current-password">
</div>
<button class="button primary">Log in</button>
</form>`;
}

function providerLink(provider: string, to: string): string {
  const address = `/dashboard/login/openid?to=${encodeURIComponent(to)}`;
  return `<a class="button primary" href="${escaped(address)}">Log in with ${escaped(provider)}</a>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter]!);
