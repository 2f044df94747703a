/** What somebody has chosen; `system` follows the machine. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'freshet.theme';
const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** `system` where nothing was chosen, or where the browser keeps nothing. */
export function chosenTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return themes.find((theme) => theme === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

export function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
}

/** Shows it, and keeps it where the browser keeps anything. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that forbids storage has the choice until the page is left.
  }
}
