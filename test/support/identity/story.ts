import type { BehaviourEvent } from '@freshet/events';
import fc from 'fast-check';
import { behaviourEvent } from '../events.ts';

/** Who a story is about: anonymous visitors and users. */
export const IDS = ['a1', 'a2', 'a3', 'u1', 'u2', 'u3', 'u4'] as const;
export type Id = (typeof IDS)[number];

/** What happens: somebody looks at something, `id` becomes `user`, `id` is erased. */
export type Act =
  | { readonly kind: 'view'; readonly id: Id; readonly item: number }
  | { readonly kind: 'link'; readonly id: Id; readonly user: Id }
  | { readonly kind: 'erase'; readonly id: Id };

/** Chapters, each of which begins once what the one before set going has come to rest. */
export type Story = readonly (readonly Act[])[];

const anyone = fc.constantFrom(...IDS);
const view = fc.record({ kind: fc.constant('view' as const), id: anyone, item: fc.nat(5) });
const erasing = fc.record({ kind: fc.constant('erase' as const), id: anyone });
const linking = fc
  .record({
    kind: fc.constant('link' as const),
    id: anyone,
    user: fc.constantFrom<Id>('u1', 'u2', 'u3', 'u4'),
  })
  .filter(({ id, user }) => id !== user);

const views = { arbitrary: view, weight: 6 };
const links = { arbitrary: linking, weight: 4 };
const erasures = { arbitrary: erasing, weight: 1 };

/**
 * Chains, cycles and erasures while all is under way, then somebody who becomes another user than before,
 * twice. Left out is what has no one outcome while it is under way: that somebody becomes two users, and
 * what is done by the erased and their like at the moment of it.
 */
export const stories: fc.Arbitrary<Story> = fc
  .tuple(
    fc.array(fc.oneof(views, links, erasures), { minLength: 1, maxLength: 10 }),
    fc.array(linking, { maxLength: 1 }),
    fc.array(fc.oneof(views, erasures), { maxLength: 4 }),
    fc.array(linking, { maxLength: 1 }),
    fc.array(fc.oneof(views, erasures), { maxLength: 4 }),
  )
  .map((chapters) => chapters.map(withOneOutcome));

function withOneOutcome(chapter: readonly Act[]): Act[] {
  const linked = new Set<Id>();
  const acts: Act[] = [];
  for (const act of chapter) {
    if (act.kind === 'link') {
      if (linked.has(act.id)) continue;
      linked.add(act.id);
    }
    // Who is erased before hearing of it is erased alone.
    if (act.kind === 'erase' && linked.has(act.id)) continue;
    acts.push(act);
    if (act.kind === 'erase') break;
  }
  return acts;
}

/** An act with its event and its place among all acts of the story. */
export interface Told {
  readonly act: Act;
  readonly event: BehaviourEvent;
}

const BEGIN = 1_700_000_000_000;
const MINUTE_MS = 60_000;

/** The story's chapters as events a minute apart, with ids of its own. */
export function tell(story: Story, name: string): readonly (readonly Told[])[] {
  let minute = 0;
  return story.map((chapter) =>
    chapter.map((act) => {
      const at = BEGIN + minute++ * MINUTE_MS;
      return {
        act,
        event: behaviourEvent({ id: `${name}-${minute}`, at, ...fieldsOf(act, name) }),
      };
    }),
  );
}

export function idsOf(id: Id, name: string): Pick<BehaviourEvent, 'userId' | 'anonymousId'> {
  const own = `${name}-${id}`;
  return id.startsWith('u')
    ? { userId: own, anonymousId: null }
    : { userId: null, anonymousId: own };
}

function fieldsOf(act: Act, name: string): Partial<BehaviourEvent> {
  const ids = idsOf(act.id, name);
  if (act.kind === 'view') return { type: 'view', ...ids, itemId: `${name}-${act.item}` };
  if (act.kind === 'erase') return { type: 'erase', ...ids, itemId: null };
  const { userId } = idsOf(act.user, name);
  return ids.userId === null
    ? { type: 'identify', userId, anonymousId: ids.anonymousId, itemId: null }
    : { type: 'alias', userId, previousId: ids.userId, itemId: null };
}
