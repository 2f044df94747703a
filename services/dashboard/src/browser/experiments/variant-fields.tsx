import type { Fault } from '../api/fault.ts';
import { percentText } from '../format/numbers.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import { BoostFields } from './boost-fields.tsx';
import { faultAt } from './definition-fault.ts';
import { STRATEGIES, type VariantDraft, WEIGHTS } from './draft.ts';

const meanings: Readonly<Record<VariantDraft['strategy'], string>> = {
  personal: 'What this visitor may want next.',
  popular: 'What visitors look at most.',
  trending: 'What many look at now.',
  none: 'No list at all.',
};

/** One variant: who gets it, and how its lists are made. */
export function VariantFields({
  variant,
  pointer,
  fault,
  part,
  onChange,
  onRemove,
}: {
  readonly variant: VariantDraft;
  /** Its place in the definition. */
  readonly pointer: string;
  readonly fault: Fault | null;
  /** Of all visitors, in percent. */
  readonly part: number | null;
  readonly onChange: (part: Partial<VariantDraft>) => void;
  /** Without it the variant stays. */
  readonly onRemove: (() => void) | null;
}) {
  const { name, share, strategy, weights, diversity, exploration, maxPerCategory } = variant;
  const at = (place: string) => faultAt(fault, `${pointer}/${place}`);
  return (
    <fieldset class="variant">
      <legend>Variant {name}</legend>
      <div class="variant-fields">
        <Field
          label="Name"
          isMono
          value={name}
          fault={at('name')}
          onChange={(text) => onChange({ name: text.trim() })}
        />
        <Field
          label="Share"
          type="number"
          step="any"
          value={share}
          fault={at('share')}
          hint={part === null ? 'relative to the others' : `${percentText(part / 100)} of visitors`}
          onChange={(text) => onChange({ share: text })}
        />
        <Choice
          label="Strategy"
          value={strategy}
          choices={STRATEGIES}
          fault={at('strategy')}
          hint={meanings[strategy]}
          onChange={(chosen) => onChange({ strategy: chosen })}
        />
        {strategy === 'personal' && (
          <Choice
            label="Weights"
            value={weights}
            choices={WEIGHTS}
            fault={at('weights')}
            hint={weights === 'served' ? 'As for everybody.' : 'Nothing learned.'}
            onChange={(chosen) => onChange({ weights: chosen })}
          />
        )}
        <Field
          label="Diversity"
          type="number"
          step="any"
          value={diversity}
          fault={at('parameters/diversity')}
          hint="0 to 1"
          onChange={(text) => onChange({ diversity: text })}
        />
        <Field
          label="Exploration"
          type="number"
          step="any"
          value={exploration}
          fault={at('parameters/exploration')}
          hint="0 to 0.5"
          onChange={(text) => onChange({ exploration: text })}
        />
        <Field
          label="Items of a category"
          type="number"
          value={maxPerCategory}
          fault={at('parameters/maxPerCategory')}
          hint="at most"
          onChange={(text) => onChange({ maxPerCategory: text })}
        />
      </div>
      <p class="hint">What is left empty is as the request has it.</p>
      <BoostFields
        boosts={variant.boosts}
        of={name}
        faultAt={(place) => at(`parameters/boost/${place}`)}
        onChange={(boosts) => onChange({ boosts })}
      >
        {onRemove !== null && (
          <button
            type="button"
            class="button small quiet"
            aria-label={`Remove variant ${name}`}
            onClick={onRemove}
          >
            Remove variant
          </button>
        )}
      </BoostFields>
    </fieldset>
  );
}
