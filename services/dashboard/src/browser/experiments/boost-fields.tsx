import type { ComponentChildren } from 'preact';
import { Field } from '../parts/field.tsx';
import type { BoostDraft } from './draft.ts';

/** What of the catalogue counts as so many times likelier in a variant's lists. */
export function BoostFields({
  boosts,
  of,
  faultAt,
  onChange,
  children,
}: {
  readonly boosts: readonly BoostDraft[];
  /** The variant's name. */
  readonly of: string;
  /** What is wrong at a place like `0/filter`. */
  readonly faultAt: (place: string) => string | null;
  readonly onChange: (boosts: readonly BoostDraft[]) => void;
  /** What else there is to press. */
  readonly children?: ComponentChildren;
}) {
  const change = (i: number, part: Partial<BoostDraft>) =>
    onChange(boosts.map((boost, j) => (i === j ? { ...boost, ...part } : boost)));
  return (
    <>
      {boosts.map(({ filter, factor }, i) => (
        <div class="boost-fields" key={i}>
          <Field
            label="Boost what passes (CEL)"
            isMono
            value={filter}
            fault={faultAt(`${i}/filter`)}
            onChange={(text) => change(i, { filter: text })}
          />
          <Field
            label="Factor"
            type="number"
            step="any"
            value={factor}
            fault={faultAt(`${i}/factor`)}
            onChange={(text) => change(i, { factor: text })}
          />
          <button
            type="button"
            class="button quiet"
            aria-label={`Remove boost ${i + 1} of ${of}`}
            onClick={() => onChange(boosts.filter((_, j) => j !== i))}
          >
            Remove
          </button>
        </div>
      ))}
      <div class="row">
        <button
          type="button"
          class="button small"
          aria-label={`Add a boost to ${of}`}
          onClick={() => onChange([...boosts, { filter: '', factor: '2' }])}
        >
          Add a boost
        </button>
        {children}
      </div>
    </>
  );
}
