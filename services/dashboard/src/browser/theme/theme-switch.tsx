import { useSignal } from '@preact/signals';
import { chooseTheme, chosenTheme, type Theme } from './theme.ts';

const choices: readonly (readonly [Theme, string])[] = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

export function ThemeSwitch() {
  const theme = useSignal(chosenTheme());
  return (
    <label class="rail-choice">
      <span>Theme</span>
      <select
        value={theme.value}
        onChange={({ currentTarget }) => {
          theme.value = currentTarget.value as Theme;
          chooseTheme(theme.value);
        }}
      >
        {choices.map(([value, name]) => (
          <option value={value}>{name}</option>
        ))}
      </select>
    </label>
  );
}
