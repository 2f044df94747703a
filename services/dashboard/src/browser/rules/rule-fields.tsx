import { Field } from '../parts/field.tsx';
import { ScenarioChoice } from '../parts/scenario-choice.tsx';
import type { Draft } from './draft.ts';
import { type Action, ACTIONS } from './rule.ts';

const meanings: Readonly<Record<Action, string>> = {
  pin: 'Items stand at a place, whatever they score.',
  hide: 'Items that pass are not shown; the next best take their places.',
  bury: 'Items that pass are shown only where nothing else is left.',
  boost: 'Items that pass count as so many times likelier.',
};

export interface RuleFieldsProps {
  readonly draft: Draft;
  /** The id can still be chosen. */
  readonly isNew: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

export function RuleFields({ draft, isNew, onChange }: RuleFieldsProps) {
  return (
    <div class="rule-fields">
      <Field
        label="Id"
        value={draft.id}
        isMono
        isReadOnly={!isNew}
        onChange={(id) => onChange({ id: id.trim() })}
      />
      <Field label="Name" value={draft.name} onChange={(name) => onChange({ name })} />
      <div class="field wide">
        <label for="rule-action">Action</label>
        <select
          id="rule-action"
          class="input"
          value={draft.action}
          aria-describedby="rule-action-hint"
          onChange={({ currentTarget }) => onChange({ action: currentTarget.value as Action })}
        >
          {ACTIONS.map((action) => (
            <option>{action}</option>
          ))}
        </select>
        <p id="rule-action-hint" class="hint">
          {meanings[draft.action]}
        </p>
      </div>
      <WhatFields draft={draft} onChange={onChange} />
      <ScenarioChoice
        legend="Scenarios (none: all of them)"
        chosen={draft.scenarios}
        onChange={(scenarios) => onChange({ scenarios })}
      />
      <Field
        label="From"
        type="datetime-local"
        value={draft.from}
        onChange={(from) => onChange({ from })}
      />
      <Field
        label="Until"
        type="datetime-local"
        value={draft.until}
        onChange={(until) => onChange({ until })}
      />
      <Field
        label="Priority"
        type="number"
        value={draft.priority}
        onChange={(priority) => onChange({ priority })}
      />
      <label class="check end">
        <input
          type="checkbox"
          checked={draft.enabled}
          onChange={({ currentTarget }) => onChange({ enabled: currentTarget.checked })}
        />
        Enabled
      </label>
    </div>
  );
}

function WhatFields({ draft, onChange }: Pick<RuleFieldsProps, 'draft' | 'onChange'>) {
  const { action, filter, factor, itemIds, position } = draft;
  if (action === 'pin') {
    return (
      <>
        <Field
          label="Item ids, one a line"
          rows={2}
          isMono
          value={itemIds}
          onChange={(ids) => onChange({ itemIds: ids })}
        />
        <Field
          label="Place of the first"
          type="number"
          value={position}
          onChange={(place) => onChange({ position: place })}
        />
      </>
    );
  }
  return (
    <>
      <Field
        label="Filter (CEL)"
        rows={2}
        isMono
        value={filter}
        hint={'For instance "winter" in item.categories && item.price < 50'}
        onChange={(expression) => onChange({ filter: expression })}
      />
      {action === 'boost' && (
        <Field
          label="Factor"
          type="number"
          step="any"
          value={factor}
          onChange={(times) => onChange({ factor: times })}
        />
      )}
    </>
  );
}
