import * as openid from 'openid-client';
import type { LoginWay } from '../plan.ts';
import { type Identity, isAllowed } from './allowed.ts';

type Way = Extract<LoginWay, { kind: 'openid' }>;

/** What a browser brings back from the provider has to fit to; it lies sealed in a cookie meanwhile. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where to after the login. */
  readonly to: string;
  /** When it began, epoch ms. */
  readonly at: number;
}

/** How long the provider may take for an answer, in s. */
const PATIENCE_S = 5;
const SCOPES = 'openid email';

/** Why nobody came in; `isDown`: it can be tried again, and is nobody's fault here. */
export class LoginFailed extends Error {
  readonly isDown: boolean;

  constructor(message: string, { isDown, cause }: { isDown: boolean; cause?: unknown }) {
    super(message, { cause });
    this.name = 'LoginFailed';
    this.isDown = isDown;
  }
}

/**
 * The OpenID Connect provider, by authorization code with PKCE, state and nonce. It is asked what it is
 * when somebody first logs in, so that a start does not wait for it.
 */
export class Provider {
  readonly #way: Way;
  readonly #redirect: URL;
  #known: Promise<openid.Configuration> | undefined;

  /** `origin` is where browsers find us. */
  constructor(way: Way, origin: string) {
    this.#way = way;
    this.#redirect = new URL('/dashboard/login/callback', origin);
  }

  /** For the page. */
  get name(): string {
    return this.#way.issuer.host;
  }

  /** Where the browser goes next, and what it has to bring back. @throws LoginFailed. */
  async begin(to: string, at: number): Promise<{ readonly url: URL; readonly attempt: Attempt }> {
    const config = await this.#config();
    const attempt: Attempt = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
      to,
      at,
    };
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: this.#redirect.href,
      scope: SCOPES,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { url, attempt };
  }

  /** Whom the provider sent back with this query; the name is an e-mail address, or a subject. @throws LoginFailed. */
  async finish(query: string, attempt: Attempt): Promise<string> {
    const config = await this.#config();
    const identity = await this.#identity(config, query, attempt).catch((cause: unknown) => {
      throw failureOf(cause, this.name);
    });
    if (isAllowed(identity, this.#way.allowed)) return identity.email ?? identity.subject;
    const who = identity.email ?? `subject ${identity.subject}, without a verified e-mail address`;
    throw new LoginFailed(`${who} is not among those who may log in (OIDC_ALLOWED).`, {
      isDown: false,
    });
  }

  async #identity(
    config: openid.Configuration,
    query: string,
    attempt: Attempt,
  ): Promise<Identity> {
    const url = new URL(this.#redirect);
    url.search = query;
    const tokens = await openid.authorizationCodeGrant(config, url, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    if (claims['email'] !== undefined || config.serverMetadata().userinfo_endpoint === undefined) {
      return { subject: claims.sub, email: verifiedEmail(claims) };
    }
    const info = await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
    return { subject: claims.sub, email: verifiedEmail(info) };
  }

  #config(): Promise<openid.Configuration> {
    this.#known ??= this.#discover().catch((cause: unknown) => {
      this.#known = undefined;
      throw away(this.name, cause);
    });
    return this.#known;
  }

  #discover(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.#way;
    const isPlain = issuer.protocol === 'http:';
    return openid.discovery(issuer, clientId, clientSecret, undefined, {
      timeout: PATIENCE_S,
      // Of the token's signature, although it comes straight from the provider.
      execute: [
        openid.enableNonRepudiationChecks,
        ...(isPlain ? [openid.allowInsecureRequests] : []),
      ],
    });
  }
}

/** An address that somebody only says is theirs is anybody's. */
function verifiedEmail(claims: { readonly [name: string]: unknown }): string | undefined {
  const { email, email_verified: isVerified } = claims;
  return typeof email === 'string' && isVerified === true ? email : undefined;
}

/** What the provider refused, or that it cannot be had; its own words stay in the log. */
function failureOf(cause: unknown, name: string): LoginFailed {
  if (cause instanceof LoginFailed) return cause;
  return isSilence(cause)
    ? away(name, cause)
    : new LoginFailed(`${name} did not say in a way that holds who you are; log in again.`, {
        isDown: false,
        cause,
      });
}

const away = (name: string, cause: unknown): LoginFailed =>
  new LoginFailed(
    `${name} cannot be reached, or is no OpenID Connect provider; try again in a moment.`,
    {
      isDown: true,
      cause,
    },
  );

/** Whether nothing came: fetch throws a TypeError then. */
function isSilence(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e instanceof TypeError || ('code' in e && e.code === 'OAUTH_TIMEOUT')) return true;
  }
  return false;
}
