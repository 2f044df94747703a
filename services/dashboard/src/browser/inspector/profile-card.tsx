import type { Asked } from '../api/use-call.ts';
import { decimalText, wholeText } from '../format/numbers.ts';
import { Bar } from '../parts/bar.tsx';
import { Empty } from '../parts/empty.tsx';
import { ItemLink } from '../parts/item-link.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Time } from '../parts/time.tsx';
import type { Affinity, Profile, Visit } from './answers.ts';
import { TableFrame } from '../parts/table-frame.tsx';

export function ProfileCard({ asked }: { readonly asked: Asked<Profile> }) {
  const { fault } = asked.answer.value;
  return (
    <section class="card" aria-labelledby="profile-title">
      <div class="card-head">
        <h2 id="profile-title">Profile</h2>
        <span class="badge">looks again every 2 s</span>
      </div>
      {fault?.code === 'PROFILE_UNKNOWN' ? (
        <Empty title="Nothing is known of this visitor.">{fault.message}</Empty>
      ) : (
        <Loaded asked={asked} lines={8}>
          {(profile) => <ProfileFacts profile={profile} />}
        </Loaded>
      )}
    </section>
  );
}

function ProfileFacts({ profile }: { readonly profile: Profile }) {
  const { events, firstAt, lastAt, sessionId, session, affinities, dismissed, formerIds } = profile;
  return (
    <>
      <dl class="facts">
        <dt>Now</dt>
        <dd>{idOf(profile)}</dd>
        {formerIds.length > 0 && (
          <>
            <dt>Came from</dt>
            <dd>{formerIds.map(idOf).join(', ')}</dd>
          </>
        )}
        <dt>Events</dt>
        <dd>{wholeText(events)}</dd>
        <dt>First seen</dt>
        <dd>
          <Time at={firstAt} />
        </dd>
        <dt>Last seen</dt>
        <dd>
          <Time at={lastAt} />
        </dd>
        <dt>Session id</dt>
        <dd>{sessionId ?? 'none given: a gap of 30 min ends it'}</dd>
      </dl>
      <h3>Session, newest first</h3>
      <SessionTable visits={session.toReversed()} />
      <h3>Affinity to categories</h3>
      <Affinities affinities={affinities.categories} />
      <h3>Affinity to items</h3>
      <Affinities affinities={affinities.items} isOfItems />
      {dismissed.length > 0 && (
        <>
          <h3>Not to be shown, newest first</h3>
          <Dismissed dismissed={dismissed.toReversed()} />
        </>
      )}
    </>
  );
}

function idOf({ userId, anonymousId }: Pick<Profile, 'userId' | 'anonymousId'>): string {
  return userId === null ? `${anonymousId} (anonymous)` : userId;
}

function SessionTable({ visits }: { readonly visits: readonly Visit[] }) {
  if (visits.length === 0) return <p class="muted">No visit of an item in this session.</p>;
  return (
    <TableFrame>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Kind</th>
            <th scope="col">At</th>
          </tr>
        </thead>
        <tbody>
          {visits.map(({ itemId, kind, at }) => (
            <tr>
              <th scope="row">
                <ItemLink itemId={itemId} />
              </th>
              <td>{kind}</td>
              <td>
                <Time at={at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Dismissed({ dismissed }: Pick<Profile, 'dismissed'>) {
  return (
    <ul>
      {dismissed.map(({ itemId, from }) => (
        <li>
          <ItemLink itemId={itemId} /> from <Time at={from} />
        </li>
      ))}
    </ul>
  );
}

function Affinities({
  affinities,
  isOfItems = false,
}: {
  readonly affinities: readonly Affinity[];
  readonly isOfItems?: boolean;
}) {
  if (affinities.length === 0) return <p class="muted">None.</p>;
  const max = affinities[0]!.score;
  return (
    <ul class="affinities">
      {affinities.slice(0, 12).map(({ id, score }) => (
        <li>
          <span>{isOfItems ? <ItemLink itemId={id} /> : id}</span>
          <Bar value={score} max={max} />
          <span class="number">{decimalText(score)}</span>
        </li>
      ))}
    </ul>
  );
}
