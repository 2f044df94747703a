interface TabsProps<T> {
  /** What is chosen, for who cannot see it. */
  readonly label: string;
  readonly choices: readonly T[];
  readonly chosen: T;
  readonly nameOf: (choice: T) => string;
  readonly onChoose: (choice: T) => void;
}

/** A row of buttons of which one is pressed. */
export function Tabs<T>({ label, choices, chosen, nameOf, onChoose }: TabsProps<T>) {
  return (
    <div class="tabs" role="group" aria-label={label}>
      {choices.map((one) => (
        <button type="button" aria-pressed={one === chosen} onClick={() => onChoose(one)}>
          {nameOf(one)}
        </button>
      ))}
    </div>
  );
}
