import { scryptSync } from 'node:crypto';
import { bundlePages, createDashboardPages, openLogin, planLogin } from '@freshet/dashboard';
import { createHttpServer, operatorOf, requireLoopback } from '@freshet/runtime';
import { onTestFinished } from 'vitest';
import { openEmbedded } from './embedded.ts';
import { freePorts } from './free-port.ts';
import { quietLogger } from './quiet-logger.ts';

export const PASSWORD = 'correct horse battery';
/** Of little cost, since tests log in by the hundred. */
const salt = Buffer.alloc(16, 7);
const key = scryptSync(PASSWORD, salt, 32, { N: 2, r: 8, p: 1 });
const hash = `scrypt:2:8:1:${salt.toString('base64url')}:${key.toString('base64url')}`;
let packed: ReturnType<typeof bundlePages> | undefined;
/** Once for all tests of a file: it takes most of a second. */
const pageFiles = () => (packed ??= bundlePages());

type Settings = Readonly<Record<string, string>>;

/** A server with a login, and behind it what pages call; a test may move its clock. */
export interface GuardedOffice {
  /** Where it listens. */
  readonly url: string;
  /** Behind the login: the live stream's like, which does not end by itself. */
  readonly streamPath: string;
  /** Behind the login, and for admins: answers who made the change. */
  readonly changePath: string;
  pass(ms: number): void;
  /** Where another process of the same deployment listens. */
  startBeside(): Promise<string>;
}

/** A login by password, or as `settings` say; ends with the test. `address` is what they need to know. */
export async function openGuardedOffice(
  settings: Settings | ((address: string) => Settings) = {},
): Promise<GuardedOffice> {
  const { log, close } = await openEmbedded();
  onTestFinished(close);
  let passed = 0;
  const clock = () => Date.now() + passed;
  const streamPath = '/v1/dashboard/stream';
  const changePath = '/v1/admin/change';

  async function listen(): Promise<string> {
    const app = createHttpServer(quietLogger);
    let login: Awaited<ReturnType<typeof openLogin>> | undefined;
    onTestFinished(async () => {
      await app.close();
      await login?.close();
    });
    const [port] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const given = typeof settings === 'function' ? settings(url) : settings;
    const plan = planLogin({
      DASHBOARD_URL: '',
      TRUSTED_PROXIES: '',
      DASHBOARD_PASSWORD_HASH: 'OIDC_ISSUER' in given ? '' : hash,
      SESSION_SECRET: 'a secret of at least 32 characters',
      OIDC_ISSUER: '',
      OIDC_CLIENT_ID: '',
      OIDC_CLIENT_SECRET: '',
      OIDC_ALLOWED: '',
      ...given,
    });
    const opened = await openLogin({ plan, log, logger: quietLogger, clock, onFatal });
    login = opened;
    opened.attach(app);
    await app.register(async (inside) => {
      opened.require(inside);
      inside.get(streamPath, (_request, reply) => {
        reply.hijack();
        reply.raw.writeHead(200, { 'content-type': 'text/event-stream' }).write(': there\n\n');
      });
      const change = { onRequest: requireLoopback };
      inside.post(changePath, change, (request) => ({ by: operatorOf(request)?.name }));
    });
    await app.register(createDashboardPages(await pageFiles(), opened));
    await app.listen({ host: '127.0.0.1', port: port! });
    return url;
  }

  return {
    url: await listen(),
    streamPath,
    changePath,
    startBeside: listen,
    pass(ms) {
      passed += ms;
    },
  };
}

function onFatal(error: Error): void {
  throw error;
}
