import { createHmac, randomBytes } from 'node:crypto';
import { signingKeyCodec, topics } from '@freshet/events';
import type { Log } from './log.ts';

const SECRET_BYTES = 32;

/** Signs what goes out to clients and comes back, alike in every process of a deployment. */
export interface Signer {
  /**
   * HMAC-SHA-256, each byte a character (latin1): Node makes a Buffer of it in twice the time. What was
   * signed in one `domain` (a short word) is not valid in another.
   */
  sign(domain: string, content: Uint8Array): string;
}

/**
 * The deployment's key, made up by who asks first. The first record of `deployment.keys` is the key of
 * all, so processes that start at the same moment agree, and no setting has to be the same everywhere.
 * Whoever may read the log may forge.
 * @throws FreshetError LOG_UNREACHABLE.
 */
export async function openSigningKey(log: Log): Promise<Signer> {
  await log.admin.ensureTopics([topics.deploymentKeys]);
  const secret = (await firstSecret(log)) ?? (await makeSecret(log));
  return {
    sign: (domain, content) =>
      createHmac('sha256', secret).update(`${domain}\0`).update(content).digest('binary'),
  };
}

async function makeSecret(log: Log): Promise<Buffer> {
  const value = signingKeyCodec.encode({ secret: randomBytes(SECRET_BYTES) });
  await log.publisher.publish(topics.deploymentKeys.name, [{ value, partition: 0 }]);
  return (await firstSecret(log))!;
}

async function firstSecret(log: Log): Promise<Buffer | undefined> {
  const topic = topics.deploymentKeys.name;
  const [offsets] = await log.admin.offsets(topic);
  const { start, end } = offsets!;
  if (start === end) return undefined;
  let secret: Buffer | undefined;
  await log.read({
    topic,
    partition: 0,
    from: start,
    to: end,
    async handle([record]) {
      // A copy: what was decoded lies in memory of the log.
      secret = Buffer.from(signingKeyCodec.decode(record!.value!).secret);
      return 'enough';
    },
  });
  return secret;
}
