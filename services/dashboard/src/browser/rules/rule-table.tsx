import { timeText } from '../format/times.ts';
import { ConfirmedButton } from '../parts/confirmed-button.tsx';
import { Empty } from '../parts/empty.tsx';
import { effectText, type Rule, standingOf } from './rule.ts';
import { TableFrame } from '../parts/table-frame.tsx';

const tones = { holds: 'good', off: '', 'to come': 'info', over: 'warn' } as const;

export interface RuleTableProps {
  readonly rules: readonly Rule[];
  readonly max: number;
  readonly onEdit: (rule: Rule) => void;
  readonly onToggle: (rule: Rule) => void;
  readonly onDelete: (rule: Rule) => void;
}

/** The rules of a site, those first that hold against others. */
export function RuleTable({ rules, max, ...acts }: RuleTableProps) {
  if (rules.length === 0) {
    return <Empty title="No rules">Lists are as the ranker makes them.</Empty>;
  }
  return (
    <div class="card flush">
      <TableFrame>
        <table class="table rules">
          <caption class="visually-hidden">
            {rules.length} of at most {max} rules
          </caption>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">State</th>
              <th scope="col">Does</th>
              <th scope="col">Where</th>
              <th scope="col">When</th>
              <th scope="col" class="number">
                Priority
              </th>
              <th scope="col">
                <span class="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <RuleRow key={rule.id} rule={rule} {...acts} />
            ))}
          </tbody>
        </table>
      </TableFrame>
    </div>
  );
}

function RuleRow({
  rule,
  onEdit,
  onToggle,
  onDelete,
}: Omit<RuleTableProps, 'rules' | 'max'> & { readonly rule: Rule }) {
  const { id, name, action, scenarios, priority, enabled } = rule;
  const standing = standingOf(rule, Date.now());
  return (
    <tr>
      <th scope="row">
        {name ?? id}
        {name !== undefined && <div class="id muted">{id}</div>}
      </th>
      <td>
        <span class={`badge ${tones[standing]}`}>{standing}</span>
      </td>
      <td>
        <span class="badge accent">{action}</span> <code class="effect">{effectText(rule)}</code>
      </td>
      <td>{scenarios?.join(', ') ?? 'everywhere'}</td>
      <td>
        <When rule={rule} />
      </td>
      <td class="number">{priority}</td>
      <td>
        <span class="row acts">
          <button
            type="button"
            class="button small"
            aria-label={`Edit ${id}`}
            onClick={() => onEdit(rule)}
          >
            Edit
          </button>
          <button
            type="button"
            class="button small"
            aria-label={`Turn ${enabled ? 'off' : 'on'} ${id}`}
            onClick={() => onToggle(rule)}
          >
            {enabled ? 'Turn off' : 'Turn on'}
          </button>
          <ConfirmedButton
            label="Delete"
            name={`Delete ${id}`}
            isSmall
            question={`Delete ${id}?`}
            onConfirm={() => onDelete(rule)}
          >
            It holds no longer. The trail can bring it back.
          </ConfirmedButton>
        </span>
      </td>
    </tr>
  );
}

function When({ rule: { from, until } }: { readonly rule: Rule }) {
  if (from === undefined && until === undefined) return <>always</>;
  return (
    <>
      {from !== undefined && <div>from {timeText(from)}</div>}
      {until !== undefined && <div>until {timeText(until)}</div>}
    </>
  );
}
