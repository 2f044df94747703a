import type { GroupHealth } from '../../shapes/health.ts';
import { wholeText } from '../format/numbers.ts';
import { durationText } from '../format/times.ts';
import { Empty } from '../parts/empty.tsx';
import { TableFrame } from '../parts/table-frame.tsx';

/** How far each group of readers is behind, in all and by partition. */
export function GroupsCard({ groups }: { readonly groups: readonly GroupHealth[] }) {
  return (
    <section class="card" aria-labelledby="groups-title">
      <h2 id="groups-title">Readers</h2>
      {groups.length === 0 ? (
        <Empty title="No group reads yet" />
      ) : (
        <TableFrame>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">Group</th>
                <th scope="col">Reads</th>
                <th scope="col" class="number">
                  Behind by
                </th>
                <th scope="col" class="number">
                  Through in
                </th>
                <th scope="col" class="number">
                  Assignments
                </th>
                <th scope="col">By partition</th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <GroupRow key={`${group.group} ${group.topic}`} group={group} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </section>
  );
}

function GroupRow({ group }: { readonly group: GroupHealth }) {
  const { topic, lag, partitions, drainS } = group;
  const max = Math.max(1, ...partitions.map((partition) => partition.lag));
  const behind = partitions.filter((partition) => partition.lag > 0);
  return (
    <tr>
      <th scope="row">{group.group}</th>
      <td>{topic}</td>
      <td class="number">{wholeText(lag)}</td>
      <td class="number">
        {lag === 0 ? 'now' : drainS === null ? 'nothing moves' : durationText(drainS * 1000)}
      </td>
      <td class="number" title="Once for each partition at the start, again with every rebalance">
        {group.assignments === null ? 'elsewhere' : wholeText(group.assignments)}
      </td>
      <td>
        <span
          class="partitions"
          role="img"
          aria-label={
            behind.length === 0
              ? `None of ${partitions.length} partitions is behind.`
              : behind.map((one) => `Partition ${one.partition}: ${one.lag}`).join(', ')
          }
        >
          {partitions.map((one) => (
            <span
              title={`Partition ${one.partition}: ${one.lag}`}
              class={one.lag > 0 ? 'behind' : ''}
              style={{ '--height': `${(one.lag / max) * 100}%` }}
            />
          ))}
        </span>
      </td>
    </tr>
  );
}
