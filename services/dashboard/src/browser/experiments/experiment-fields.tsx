import type { Fault } from '../api/fault.ts';
import { Field } from '../parts/field.tsx';
import { ScenarioChoice } from '../parts/scenario-choice.tsx';
import { faultAt } from './definition-fault.ts';
import { type Draft, newVariant, partsOf, VARIANTS_MAX, type VariantDraft } from './draft.ts';
import { VariantFields } from './variant-fields.tsx';

/** All that an experiment is made of but its id. */
export function ExperimentFields({
  draft,
  fault,
  onChange,
}: {
  readonly draft: Draft;
  readonly fault: Fault | null;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const { scenarios, holdout, variants } = draft;
  const parts = partsOf(draft);
  const change = (i: number, part: Partial<VariantDraft>) =>
    onChange({ variants: variants.map((one, j) => (i === j ? { ...one, ...part } : one)) });
  return (
    <>
      <div class="experiment-fields">
        <ScenarioChoice
          legend="Scenarios"
          chosen={scenarios}
          fault={faultAt(fault, '/scenarios')}
          onChange={(chosen) => onChange({ scenarios: chosen })}
        />
        <Field
          label="Holdout, in percent of visitors"
          type="number"
          step="any"
          value={holdout}
          fault={faultAt(fault, '/holdout')}
          hint="They get what is most popular, to compare with."
          onChange={(text) => onChange({ holdout: text })}
        />
      </div>
      <div class="variants">
        {variants.map((variant, i) => (
          <VariantFields
            key={i}
            variant={variant}
            pointer={`/variants/${i}`}
            fault={fault}
            part={parts === null ? null : parts[i]!}
            onChange={(part) => change(i, part)}
            onRemove={
              variants.length > 1
                ? () => onChange({ variants: variants.filter((_, j) => j !== i) })
                : null
            }
          />
        ))}
      </div>
      <div>
        <button
          type="button"
          class="button"
          disabled={variants.length >= VARIANTS_MAX}
          onClick={() => onChange({ variants: [...variants, newVariant(freeName(variants))] })}
        >
          Add a variant
        </button>
      </div>
    </>
  );
}

/** The first letter that no variant has. */
function freeName(variants: readonly VariantDraft[]): string {
  const taken = new Set(variants.map(({ name }) => name));
  return 'a b c d e f g h'.split(' ').find((letter) => !taken.has(letter)) ?? '';
}
