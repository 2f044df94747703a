import { type Figure, isMet, ratioOf, type Target } from './figure.ts';

const columns = [
  'name',
  'value',
  'unit',
  'reference',
  'ratio',
  'target',
  'met',
  'against',
] as const;

/** The figures as an aligned table. */
export function formatTable(figures: readonly Figure[]): string {
  const rows = [[...columns], ...figures.map(cells)];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The figures as one line for programs. */
export function formatJson(figures: readonly Figure[]): string {
  return JSON.stringify(
    figures.map((figure) => ({
      name: figure.name,
      value: significant(figure.value),
      unit: figure.unit,
      reference: significant(figure.reference),
      ratio: significant(ratioOf(figure)),
    })),
  );
}

function cells(figure: Figure): string[] {
  return [
    figure.name,
    readable(figure.value),
    figure.unit,
    readable(figure.reference),
    readable(ratioOf(figure)),
    figure.target === undefined ? '' : formatTarget(figure.target, figure.unit),
    met(figure),
    figure.against,
  ];
}

function met(figure: Figure): string {
  const reached = isMet(figure);
  if (reached === undefined) return '';
  return reached ? 'yes' : 'no';
}

function formatTarget({ of, atLeast, atMost }: Target, unit: string): string {
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  return of === 'ratio' ? `${bound} ×` : `${bound} ${unit}`;
}

/** Four significant digits: no measurement on a shared machine is good for more. */
function significant(value: number): number {
  return Number(value.toPrecision(4));
}

function readable(value: number): string {
  return significant(value).toLocaleString('en-US', { maximumSignificantDigits: 4 });
}
