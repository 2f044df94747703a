import { useId } from 'preact/hooks';
import { Field } from '../parts/field.tsx';
import { SCENARIOS } from '../parts/scenario-choice.tsx';

const N = 10;

export interface Question {
  readonly visitorKind: 'userId' | 'anonymousId';
  /** Empty: a visitor of whom nothing is known. */
  readonly visitorId: string;
  readonly scenario: string;
  /** Of the page: an item, or a category where the scenario is `listing`. */
  readonly page: string;
}

export const emptyQuestion: Question = {
  visitorKind: 'userId',
  visitorId: '',
  scenario: 'home',
  page: '',
};

/** The body of `POST /v1/recommendations`. */
export function questionOf({ visitorKind, visitorId, scenario, page }: Question): object {
  return {
    n: N,
    scenario,
    ...(visitorId !== '' && { [visitorKind]: visitorId }),
    ...(page !== '' && scenario === 'product' && { itemId: page }),
    ...(page !== '' && scenario === 'listing' && { category: page }),
  };
}

export function PreviewQuestion({
  question,
  onChange,
}: {
  readonly question: Question;
  readonly onChange: (part: Partial<Question>) => void;
}) {
  const id = useId();
  const { visitorKind, visitorId, scenario, page } = question;
  return (
    <div class="rule-fields">
      <div class="field">
        <label for={`${id}-kind`}>Visitor by</label>
        <select
          id={`${id}-kind`}
          class="input"
          value={visitorKind}
          onChange={({ currentTarget }) =>
            onChange({ visitorKind: currentTarget.value as Question['visitorKind'] })
          }
        >
          <option value="userId">user id</option>
          <option value="anonymousId">anonymous id</option>
        </select>
      </div>
      <Field
        label="Visitor's id"
        isMono
        value={visitorId}
        onChange={(given) => onChange({ visitorId: given.trim() })}
      />
      <div class="field">
        <label for={`${id}-scenario`}>Scenario</label>
        <select
          id={`${id}-scenario`}
          class="input"
          value={scenario}
          onChange={({ currentTarget }) => onChange({ scenario: currentTarget.value })}
        >
          {SCENARIOS.map((name) => (
            <option>{name}</option>
          ))}
        </select>
      </div>
      {(scenario === 'product' || scenario === 'listing') && (
        <Field
          label={scenario === 'product' ? "The page's item" : "The page's category"}
          isMono
          value={page}
          onChange={(given) => onChange({ page: given.trim() })}
        />
      )}
    </div>
  );
}
