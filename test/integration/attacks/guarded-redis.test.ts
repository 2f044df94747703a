import { inspect } from 'node:util';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRedisStore, inspectRedis, redisAccess } from '@freshet/store/redis';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Certificates, makeCertificates } from '../../support/certificates.ts';
import { redisAvailable } from '../../support/engines.ts';
import { freePorts } from '../../support/free-port.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { type RedisServer, startRedis } from '../../support/redis.ts';

const PASSWORD = 'hunter2-of-redis';
/** What docs/access.md says a user of Freshet needs. */
const RIGHTS =
  '~* +@read +@write +@scripting +@connection +@transaction +info +time +cluster|slots +cluster|info +config|get';

describe.skipIf(!redisAvailable())('guarded engine: a Redis with TLS and users (Redis)', () => {
  let files: Certificates;
  let redis: RedisServer;
  let tlsPort: number;
  beforeAll(async () => {
    files = makeCertificates();
    const users = join(files.dir, 'users.acl');
    writeFileSync(
      users,
      `user default on nopass ~* +@all\nuser freshet on >${PASSWORD} ${RIGHTS}\nuser reader on >${PASSWORD} ~* +@read +info +time +@connection\n`,
    );
    [tlsPort] = (await freePorts(1)) as [number];
    const tls = {
      port: tlsPort,
      'ca-cert-file': files.caFile,
      'cert-file': files.certFile,
      'key-file': files.keyFile,
      'auth-clients': 'no',
    };
    const args = Object.entries(tls).flatMap(([name, value]) => [`--tls-${name}`, String(value)]);
    redis = await startRedis({ extraArgs: [...args, '--aclfile', users] });
  });
  afterAll(async () => {
    await redis?.stop();
    files.remove();
  });

  const access = (user: string, password = PASSWORD, caFile = files.caFile) =>
    redisAccess({
      REDIS_URL: `rediss://${user}:${password}@127.0.0.1:${tlsPort}`,
      REDIS_CA_FILE: caFile,
    });
  const open = async (of: ReturnType<typeof access>) => {
    const store = await createRedisStore({ ...of, logger: quietLogger });
    onTestFinished(() => store.close());
    return store;
  };

  test('is used with the rights that docs/access.md names', async () => {
    const store = await open(access('freshet'));
    const partition = { namespace: 'n', group: 'g', topic: 't', partition: 0, partitions: 1 };
    const next = { next: 1, checksum: 1, streamTime: 1 };
    const writes = [{ key: 'a', value: Buffer.from('b') }];
    expect(await store.apply({ partition, from: undefined, next, writes })).toEqual({
      stale: false,
    });
    expect((await store.read(partition, ['a'])).values.map(String)).toEqual(['b']);
    await store.dropNamespace('n');
  });

  test('may be looked at by the doctor', async () => {
    const { servers } = await inspectRedis(access('freshet'));
    expect(servers.map(({ failure, unmet }) => [failure, unmet])).toEqual([[undefined, []]]);
  });

  test('lets the doctor say which rights a user has not', async () => {
    const { servers } = await inspectRedis(access('reader'));
    expect(servers[0]!.unmet.map(({ fault }) => fault)).toEqual([
      expect.stringMatching(/lets this user not run eval /),
    ]);
    expect(servers[0]!.unmet[0]!.remedy).toContain('docs/access.md');
  });

  const refusals: Readonly<Record<string, readonly [() => ReturnType<typeof access>, RegExp]>> = {
    'a wrong password': [
      () => access('freshet', `${PASSWORD}x`),
      /refuses these credentials.*REDIS_URL/,
    ],
    'a user that is not there': [() => access('nobody'), /refuses these credentials/],
    'a CA that is not the server': [
      () => access('freshet', PASSWORD, files.strangerFile),
      /do not agree on TLS.*REDIS_CA_FILE/,
    ],
    'no CA': [() => access('freshet', PASSWORD, ''), /do not agree on TLS.*REDIS_CA_FILE/],
  };
  test.for(Object.keys(refusals))('%s: one coded error, and no password in it', async (kind) => {
    const [given, message] = refusals[kind]!;
    const error = await createRedisStore({ ...given(), logger: quietLogger }).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({
      code: 'STORE_MISCONFIGURED',
      message: expect.stringMatching(message),
    });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(PASSWORD);
  });

  test('a user without the right to write is told which command', async () => {
    const store = await open(access('reader'));
    const partition = { namespace: 'n', group: 'g', topic: 't', partition: 0, partitions: 1 };
    const next = { next: 1, checksum: 1, streamTime: 1 };
    const error = await store
      .apply({ partition, from: undefined, next, writes: [] })
      .catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: 'STORE_MISCONFIGURED',
      message: expect.stringMatching(/does not let this user.*evalsha.*docs\/access\.md/s),
    });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(PASSWORD);
  });
});
