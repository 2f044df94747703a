import type { Redis } from 'ioredis';
import { isReply } from './failures.ts';
import type { UnmetRequirement } from './requirements.ts';

/** A key that nothing has. */
const NOTHING = 'freshet-doctor-nothing';

/** What the store does, by the command that a user needs the right to; none of it changes anything. */
const probes: Readonly<Record<string, (client: Redis) => Promise<unknown>>> = {
  mget: (client) => client.mget(NOTHING),
  scan: (client) => client.scan('0', 'MATCH', NOTHING, 'COUNT', 1),
  eval: (client) => client.eval('return 1', 1, NOTHING),
  'del (in a script)': (client) => client.eval("return redis.call('del', KEYS[1])", 1, NOTHING),
};

/** Commands that the user of REDIS_URL may not run, or not on every key, and the store needs. */
export async function missingRights(client: Redis): Promise<UnmetRequirement[]> {
  const unmet: UnmetRequirement[] = [];
  for (const [command, probe] of Object.entries(probes)) {
    const refused = await probe(client).then(
      () => false,
      (error: unknown) => isReply(error, 'NOPERM') || String(error).includes('ACL failure'),
    );
    if (refused) {
      unmet.push({
        fault: `lets this user not run ${command} on every key`,
        remedy: 'grant what docs/access.md says, with ACL SETUSER',
      });
    }
    // Without scripts there is nothing to be said of what is in them.
    if (refused && command === 'eval') break;
  }
  return unmet;
}
