import { FreshetError } from '@freshet/runtime';
import { type AllowedIdentity, parseAllowed } from './openid/allowed.ts';
import { type PasswordHash, parsePasswordHash } from './password/password-hash.ts';
import type { loginSettings } from './settings.ts';

export type LoginConfig = { readonly [K in keyof typeof loginSettings]: string };

/** Who is asked for a password, or which provider says who somebody is. */
export type LoginWay =
  | { readonly kind: 'password'; readonly hash: PasswordHash }
  | {
      readonly kind: 'openid';
      readonly issuer: URL;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly allowed: readonly AllowedIdentity[];
    };

export interface LoginPlan {
  readonly way: LoginWay;
  /** Sessions are sealed with what follows from it. */
  readonly secret: string;
  /** Where browsers find the dashboard; undefined: where their request says. */
  readonly origin: string | undefined;
  /** The setting TRUSTED_PROXIES. */
  readonly trustedProxies: string;
}

const SECRET_LENGTH_MIN = 32;

/** What the settings say; undefined without a login. @throws FreshetError CONFIG_INVALID. */
export function planLogin(config: LoginConfig): LoginPlan | undefined {
  const way = wayOf(config);
  if (way === undefined) return undefined;
  const { SESSION_SECRET: secret } = config;
  if (secret.length < SECRET_LENGTH_MIN) {
    throw invalid(
      `A login needs SESSION_SECRET, at least ${SECRET_LENGTH_MIN} characters that nobody can guess; freshet password prints one`,
    );
  }
  const trustedProxies = config.TRUSTED_PROXIES;
  return { way, secret, origin: originOf(config), trustedProxies };
}

function wayOf(config: LoginConfig): LoginWay | undefined {
  const { DASHBOARD_PASSWORD_HASH: hash, OIDC_ISSUER: issuer } = config;
  if (issuer !== '' && hash !== '') {
    throw invalid('Either OIDC_ISSUER or DASHBOARD_PASSWORD_HASH says who may log in, not both');
  }
  if (issuer !== '') return openIdWay(config);
  if (hash === '') return undefined;
  const parsed = parsePasswordHash(hash);
  if (parsed !== undefined) return { kind: 'password', hash: parsed };
  throw invalid('DASHBOARD_PASSWORD_HASH is no hash of a password; freshet password makes one');
}

function openIdWay(config: LoginConfig): LoginWay {
  const { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = config;
  const missing = (
    ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ALLOWED', 'DASHBOARD_URL'] as const
  )
    .filter((name) => config[name] === '')
    .join(', ');
  if (missing !== '') throw invalid(`OIDC_ISSUER needs these beside it: ${missing}`);
  const issuer = urlOf(config.OIDC_ISSUER);
  if (issuer === undefined) {
    throw invalid('OIDC_ISSUER must be an https: URL; http: is taken of this machine alone');
  }
  const allowed = parseAllowed(config.OIDC_ALLOWED);
  if (allowed !== undefined) return { kind: 'openid', issuer, clientId, clientSecret, allowed };
  throw invalid(
    'OIDC_ALLOWED must be e-mail addresses, domains (@example.com) or subjects (sub:…), separated by commas',
  );
}

function originOf({ DASHBOARD_URL: text }: LoginConfig): string | undefined {
  if (text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && /^\/?$/.test(url.pathname)) {
    return url.origin;
  }
  throw invalid('DASHBOARD_URL must be https://host[:port], without a path');
}

/** Over plain HTTP anybody on the way could say who somebody is, so that only loopback has it. */
function urlOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:') return url;
  const isHere = url !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  return isHere && url.protocol === 'http:' ? url : undefined;
}

const invalid = (what: string): FreshetError => new FreshetError('CONFIG_INVALID', `${what}.`);
