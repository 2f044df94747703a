import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  changeKeyFile,
  endingKey,
  type KeyKind,
  type MadeKey,
  makeKey,
  withIdentity,
  withKey,
  withoutKey,
} from '@freshet/access';
import type { Scope } from '@freshet/runtime';
import { SignJWT } from 'jose';
import { afterAll, beforeAll } from 'vitest';
import { type RunningService, startService } from './processes.ts';

const now = Date.now();
const key = (kind: KeyKind, scopes: readonly Scope[], more: object = {}): MadeKey =>
  makeKey(
    { kind, scopes, site: 'shop', label: '', origins: [], expiresAt: null, ...more },
    now - 1_000,
  );

/** Where the pages are that may use the key `page`. */
export const shop = 'https://shop.example';
/** Keys of the sites `shop` and `other`. */
export const keys = {
  page: key('publishable', ['events', 'recommend'], { origins: [shop] }),
  anyPage: key('publishable', ['events', 'recommend']),
  elsewhere: key('publishable', ['events', 'recommend'], { site: 'other' }),
  sender: key('secret', ['events']),
  recommender: key('secret', ['recommend']),
  filler: key('secret', ['catalogue']),
  inspector: key('secret', ['inspect']),
  admin: key('secret', ['admin', 'inspect']),
  importer: key('secret', ['events', 'history']),
  other: key('secret', ['admin', 'inspect', 'recommend', 'catalogue'], { site: 'other' }),
  owner: key('secret', ['admin', 'inspect', 'recommend'], { site: '*' }),
  revoked: key('secret', ['inspect']),
  expired: key('secret', ['inspect'], { expiresAt: now - 1 }),
  rotatedWithin: key('secret', ['inspect']),
  rotatedPast: key('secret', ['inspect']),
};
/** Of nobody. */
export const unknown = key('secret', ['inspect']);
/** What the servers of the two sites sign tokens with. */
export const secrets = { shop: Buffer.alloc(32, 1), other: Buffer.alloc(32, 2) };

/** The same keys without a key file. */
export const keyedAccess = {
  isOpen: false,
  find: (text: string) => Object.values(keys).find((made) => made.text === text)?.record,
  identitySecrets: (site: string) => (site === 'shop' ? [secrets.shop] : []),
};

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export const by = ({ text }: MadeKey) => ({ authorization: `Bearer ${text}` });
export const view = { type: 'view', anonymousId: 'guest', itemId: 'tent' };
export const post = (body: unknown, headers: object, method = 'POST'): Sent => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

export const tokenOf = (
  sub: string,
  secret: Uint8Array = secrets.shop,
  expires: string | number = '5m',
) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setExpirationTime(expires)
    .sign(secret);

/** `freshet start` with these keys, for the tests of one file. */
export function startKeyedTarget() {
  const folder = mkdtempSync(join(tmpdir(), 'freshet-keys-'));
  const path = join(folder, 'keys.json');
  let service: RunningService;
  beforeAll(async () => {
    const { revoked, rotatedWithin, rotatedPast } = keys;
    await changeKeyFile(path, (set) => Object.values(keys).reduce(withKey, set));
    await changeKeyFile(path, (set) => withoutKey(set, revoked.record.id, now));
    await changeKeyFile(path, (set) => endingKey(set, rotatedWithin.record.id, now, 3_600_000));
    await changeKeyFile(path, (set) => endingKey(set, rotatedPast.record.id, now - 10, 5));
    await changeKeyFile(path, (set) => withIdentity(set, 'shop', secrets.shop));
    await changeKeyFile(path, (set) => withIdentity(set, 'other', secrets.other));
    const env = { DATA_DIR: folder, PARTITIONS: '2', LOG_LEVEL: 'debug' };
    service = await startService('freshet start', { env });
  });
  afterAll(async () => {
    await service.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    path,
    get service() {
      return service;
    },
    async call(target: string, { method = 'GET', headers = {}, body }: Sent = {}) {
      const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
      const answer = await fetch(service.url + target, init);
      const text = await answer.text();
      const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined;
      return { status: answer.status, code, text };
    },
  };
}
