import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { onTestFinished } from 'vitest';
import { freePorts } from './free-port.ts';

export const CLIENT_ID = 'back-office';
export const CLIENT_SECRET = 'the secret of the back office';

/** What the provider says otherwise than an honest one would. */
export interface Lie {
  /** In place of, or beside, the claims of an honest ID token. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs with a key that it does not publish, or not at all. */
  readonly signature?: 'another key' | 'none';
}

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirect: string;
}

/**
 * A small OpenID Connect provider on loopback that logs everybody in as `ada@example.com` without asking,
 * and lies where a test wants it to. It holds its clients to PKCE, their secret, and one use of a code.
 */
export class OpenIdProvider {
  lie: Lie = {};
  readonly issuer: string;
  readonly #port: number;
  readonly #grants = new Map<string, Grant>();
  readonly #keys = generateKeyPair('RS256');
  #server: Server | undefined;

  private constructor(port: number) {
    this.#port = port;
    this.issuer = `http://127.0.0.1:${port}`;
  }

  /** Its address is known at once; it answers after `start`. Ends with the test. */
  static async reserve(): Promise<OpenIdProvider> {
    const [port] = await freePorts(1);
    const provider = new OpenIdProvider(port!);
    onTestFinished(() => provider.stop());
    return provider;
  }

  static async started(): Promise<OpenIdProvider> {
    const provider = await OpenIdProvider.reserve();
    await provider.start();
    return provider;
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: 'invalid_grant', error_description: String(error) }));
      });
    }).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  stop(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
    this.#server = undefined;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, this.issuer);
    if (pathname === '/authorize') {
      response.writeHead(303, { location: this.#authorize(searchParams) }).end();
      return;
    }
    const body = await this.#document(pathname, request);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  async #document(pathname: string, request: IncomingMessage): Promise<object> {
    if (pathname === '/.well-known/openid-configuration') return this.#metadata();
    if (pathname === '/keys') return this.#published();
    if (pathname === '/token') return this.#token(request);
    throw new Error(`there is no ${pathname} here`);
  }

  #metadata(): object {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  async #published(): Promise<object> {
    const jwk = await exportJWK((await this.#keys).publicKey);
    return { keys: [{ ...jwk, kid: 'one', alg: 'RS256', use: 'sig' }] };
  }

  #authorize(query: URLSearchParams): string {
    const code = randomUUID();
    const redirect = query.get('redirect_uri')!;
    const [nonce, challenge] = [query.get('nonce')!, query.get('code_challenge')!];
    this.#grants.set(code, { nonce, challenge, redirect });
    const back = new URL(redirect);
    back.search = new URLSearchParams({ code, state: query.get('state')! }).toString();
    return back.href;
  }

  async #token(request: IncomingMessage): Promise<object> {
    const form = new URLSearchParams(await text(request));
    const code = form.get('code')!;
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const challenge = createHash('sha256').update(form.get('code_verifier')!).digest('base64url');
    const isClient =
      form.get('client_id') === CLIENT_ID && form.get('client_secret') === CLIENT_SECRET;
    if (grant === undefined || grant.challenge !== challenge || !isClient) throw new Error('no');
    return { access_token: 'a', token_type: 'Bearer', id_token: await this.#idToken(grant.nonce) };
  }

  async #idToken(nonce: string): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      sub: '17',
      aud: CLIENT_ID,
      iat: now,
      exp: now + 300,
      nonce,
      email: 'ada@example.com',
      email_verified: true,
      ...this.lie.claims,
    };
    if (this.lie.signature === 'none') return new UnsecuredJWT(claims).encode();
    const isForged = this.lie.signature === 'another key';
    const { privateKey } = await (isForged ? generateKeyPair('RS256') : this.#keys);
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey);
  }
}
