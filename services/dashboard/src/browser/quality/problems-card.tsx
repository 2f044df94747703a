import type { PlanProblem } from '../../shapes/quality.ts';
import { NOTHING, wholeText } from '../format/numbers.ts';
import { Empty } from '../parts/empty.tsx';
import { Time } from '../parts/time.tsx';
import { EventLinks } from './event-links.tsx';
import { problemText } from './problem-text.ts';
import { TableFrame } from '../parts/table-frame.tsx';

/** What is not as the plan has it, type by type. */
export function ProblemsCard({ problems }: { readonly problems: readonly PlanProblem[] }) {
  return (
    <section class="card" aria-labelledby="problems-title">
      <h2 id="problems-title">Not as planned</h2>
      {problems.length === 0 ? (
        <Empty title="All events of this time are as planned" />
      ) : (
        <TableFrame>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">Type</th>
                <th scope="col">Field</th>
                <th scope="col">Problem</th>
                <th scope="col" class="number">
                  Events
                </th>
                <th scope="col">Last</th>
                <th scope="col">Newest events</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((problem) => (
                <ProblemRow
                  key={`${problem.type} ${problem.code} ${problem.pointer}`}
                  problem={problem}
                />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </section>
  );
}

function ProblemRow({ problem }: { readonly problem: PlanProblem }) {
  const { type, pointer, code, count, lastAt, examples } = problem;
  return (
    <tr>
      <th scope="row" class="mono">
        {type}
      </th>
      <td class="mono">{pointer || NOTHING}</td>
      <td>{problemText(code)}</td>
      <td class="number">{wholeText(count)}</td>
      <td>
        <Time at={lastAt} />
      </td>
      <td>
        <EventLinks ids={examples} />
      </td>
    </tr>
  );
}
