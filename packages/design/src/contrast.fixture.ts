/** A role's colour in both themes, as `#rrggbb`. */
export interface Themes {
  readonly light: string;
  readonly dark: string;
}

/** The colours of a style sheet by role: `--role: light-dark(#…, #…);`. */
export function colourRoles(css: string): ReadonlyMap<string, Themes> {
  const lines = css.matchAll(/^\s*--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/gm);
  return new Map(
    [...lines].map(([, role, light, dark]) => [role!, { light: light!, dark: dark! }]),
  );
}

/** Contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
