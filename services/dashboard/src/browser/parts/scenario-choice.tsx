import { useId } from 'preact/hooks';

/** Where lists are shown to visitors. */
export const SCENARIOS = ['home', 'product', 'cart', 'listing'] as const;

/** Some of the scenarios, by boxes to tick. */
export function ScenarioChoice({
  legend,
  chosen,
  fault = null,
  onChange,
}: {
  readonly legend: string;
  readonly chosen: readonly string[];
  /** What is wrong with the choice. */
  readonly fault?: string | null;
  readonly onChange: (scenarios: readonly string[]) => void;
}) {
  const id = useId();
  return (
    <fieldset class="wide" {...(fault !== null && { 'aria-describedby': `${id}-fault` })}>
      <legend>{legend}</legend>
      <div class="row">
        {SCENARIOS.map((scenario) => (
          <label class="check">
            <input
              type="checkbox"
              checked={chosen.includes(scenario)}
              aria-invalid={fault !== null}
              onChange={({ currentTarget }) => {
                const others = chosen.filter((one) => one !== scenario);
                onChange(currentTarget.checked ? [...others, scenario] : others);
              }}
            />
            {scenario}
          </label>
        ))}
      </div>
      {fault !== null && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
