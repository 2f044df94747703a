import { type BehaviourEvent, partitionOf, profileKey } from '@freshet/events';
import { deployments } from '@freshet/recommend';
import { expect, describe, it } from 'vitest';
import { audit } from '../chaos/audit/audit.ts';
import { behind, readEvidence } from '../chaos/audit/evidence.ts';
import { kafkaAvailable, redisAvailable } from '../support/engines.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { untilAtRest } from '../support/identity/telling.ts';
import { publishInParts } from '../support/pipeline.ts';
import { openStruckSite, STRUCK_WITHIN } from '../support/struck-site.ts';

const PARTITIONS = 4;

/**
 * Between which two steps of a merge the worker is killed. The user's batch says who they were (1), the
 * anonymous visitor's hands over (2), the user's takes it (3).
 */
const steps = [
  ['who they were is published, not written', 'all-published@1'],
  ['nothing is published yet', 'after-read@1'],
  ['who they were is written', 'applied@1'],
  ['the anonymous visitor has heard it', 'after-read@2'],
  ['what they had is published, and still theirs', 'all-published@2'],
  ['they lead to the user', 'applied@2'],
  ['the user has it, the log does not know', 'applied@3'],
  ['all but the commit is done', 'before-resolve@3'],
] as const;

/** Of which the two ids lie in different partitions. */
const people = steps.map((_, i) => {
  const userId = `ada-${i}`;
  const partition = (key: string) => partitionOf(key, PARTITIONS);
  for (let n = 0; ; n++) {
    const anonymousId = `a-${i}-${n}`;
    if (partition(`default/a/${anonymousId}`) !== partition(`default/u/${userId}`)) {
      return { userId, anonymousId };
    }
  }
});

let told = 0;
/** In a session of its own: which items go together would hang on who hears of them first. */
function act(fields: Partial<BehaviourEvent>): BehaviourEvent {
  const id = `act-${told++}`;
  return behaviourEvent({ id, at: 1.7e12 + told * 60_000, sessionId: id, ...fields });
}
const clicksOf = ({ userId, anonymousId }: (typeof people)[number]) => [
  act({ type: 'click', userId: null, anonymousId }),
  act({ type: 'click', userId }),
];

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a merge', () => {
  it('is whole and done once, whichever of its steps a worker is killed behind', {
    timeout: 600_000,
  }, async () => {
    const { log, store, startWorker } = await openStruckSite({
      partitions: PARTITIONS,
      sessionTimeoutMs: 3_000,
    });
    const acknowledged = new Map<string, string[]>();
    const tell = async (...events: readonly BehaviourEvent[]) => {
      for (const event of events) {
        const key = profileKey(event);
        acknowledged.set(key, [...(acknowledged.get(key) ?? []), event.id]);
      }
      await publishInParts(log, events, events.length);
    };
    const rest = () =>
      untilAtRest({ log, store, partitions: PARTITIONS }, undefined, STRUCK_WITHIN);
    await tell(...people.flatMap(clicksOf));
    for (const [i, [when, point]] of steps.entries()) {
      const { url, output, exited } = await startWorker();
      await eventually('it works', () => expect(output()).toContain('working'), STRUCK_WITHIN);
      // What the one before left half done.
      await rest();
      const strikes = `profiles/${point}=SIGKILL`;
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ strikes });
      const armed = await fetch(`${url}/strikes`, { method: 'POST', headers, body });
      expect(armed.ok).toBe(true);
      // Attribution, which would tell of it in the same topic, has no part in this one.
      const consent = ['personalization'];
      await tell(act({ type: 'identify', ...people[i]!, itemId: null, consent }));
      await eventually(
        `it is killed once ${when}`,
        () => expect(output()).toContain('struck profiles/'),
        STRUCK_WITHIN,
      );
      expect(await exited).toBe(null);
      // Both sides go on meanwhile.
      await tell(...clicksOf(people[i]!));
    }
    await startWorker();
    const left = { log, store, partitions: PARTITIONS };
    await eventually(
      'all is read',
      async () => expect(await behind(left)).toEqual([]),
      STRUCK_WITHIN,
    );
    const evidence = await readEvidence(left, acknowledged);
    const { differences, processed } = audit(evidence, deployments.shop);
    expect(differences).toEqual([]);
    expect(processed).toBe(steps.length * 5);
  });
});
