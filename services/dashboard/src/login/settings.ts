import { secret, settings, str } from '@freshet/runtime';

/** Settings of who may use the back office; none of them: whoever is on this machine. */
export const loginSettings = {
  DASHBOARD_URL: str({
    default: '',
    desc: 'Where browsers find the dashboard, as https://host[:port]; needed behind a proxy and for OpenID Connect.',
  }),
  TRUSTED_PROXIES: settings.TRUSTED_PROXIES,
  DASHBOARD_PASSWORD_HASH: secret({
    desc: 'Hash of the password of the back office, as `freshet password` prints it.',
  }),
  SESSION_SECRET: secret({
    desc: 'What sessions of the back office are encrypted with, alike in all its processes; `freshet password` makes one.',
  }),
  OIDC_ISSUER: str({
    default: '',
    desc: 'OpenID Connect provider that people log in to the back office with: its issuer URL.',
  }),
  OIDC_CLIENT_ID: str({ default: '', desc: 'Client id of the back office at the provider.' }),
  OIDC_CLIENT_SECRET: secret({ desc: 'Client secret of the back office at the provider.' }),
  OIDC_ALLOWED: str({
    default: '',
    desc: 'Who may log in, separated by commas: an e-mail address, @ and a domain, or sub: and a subject of the provider.',
  }),
};
