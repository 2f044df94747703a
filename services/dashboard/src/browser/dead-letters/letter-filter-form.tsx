import type { LetterFilter } from './letter.ts';

const texts = [
  ['code', 'Code'],
  ['group', 'Group'],
  ['topic', 'Topic'],
] as const;

export function LetterFilterForm({
  filter,
  onChange,
}: {
  readonly filter: LetterFilter;
  readonly onChange: (filter: LetterFilter) => void;
}) {
  return (
    <form class="card filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <div class="field">
        <label for="letter-status">Status</label>
        <select
          id="letter-status"
          class="input"
          value={filter.status}
          onChange={({ currentTarget }) => onChange({ ...filter, status: currentTarget.value })}
        >
          <option>open</option>
          <option>redriven</option>
          <option>any</option>
        </select>
      </div>
      {texts.map(([name, label]) => (
        <div class="field">
          <label for={`letter-${name}`}>{label}</label>
          <input
            id={`letter-${name}`}
            class="input mono"
            autocomplete="off"
            value={filter[name]}
            onChange={({ currentTarget }) =>
              onChange({ ...filter, [name]: currentTarget.value.trim() })
            }
          />
        </div>
      ))}
    </form>
  );
}
