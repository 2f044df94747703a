import type { EventFilter } from './event-filter.ts';

export function EventFilterForm({
  filter,
  types,
  onChange,
}: {
  readonly filter: EventFilter;
  /** Those that are among the events. */
  readonly types: readonly string[];
  readonly onChange: (filter: EventFilter) => void;
}) {
  const all = types.includes(filter.type) || filter.type === '' ? types : [filter.type, ...types];
  return (
    <form class="card filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <div class="field">
        <label for="event-type">Type</label>
        <select
          id="event-type"
          class="input"
          value={filter.type}
          onChange={({ currentTarget }) => onChange({ ...filter, type: currentTarget.value })}
        >
          <option value="">all</option>
          {all.map((type) => (
            <option>{type}</option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="event-text">Visitor, item, page or event id</label>
        <input
          id="event-text"
          class="input mono"
          autocomplete="off"
          value={filter.text}
          onInput={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value })}
        />
      </div>
      <label class="check end">
        <input
          type="checkbox"
          checked={filter.onlyFaulty}
          onChange={({ currentTarget }) =>
            onChange({ ...filter, onlyFaulty: currentTarget.checked })
          }
        />
        Only what is odd
      </label>
    </form>
  );
}
