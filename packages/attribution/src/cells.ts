/**
 * What figures are kept of: the arm of an experiment; a position in the answers of a scenario; an item
 * that exploration showed.
 */
export type Cell = ArmCell | PlaceCell | ItemCell;

export interface ArmCell {
  readonly kind: 'arm';
  readonly site: string;
  readonly experiment: string;
  readonly variant: string;
}

export interface PlaceCell {
  readonly kind: 'place';
  readonly site: string;
  /** As the answer was given; '' without an experiment. */
  readonly experiment: string;
  readonly variant: string;
  /** EXPLORATION where that gave the place away. */
  readonly strategy: string;
  readonly scenario: string;
  /** From 1, OTHER_POSITIONS beyond the 50th, '' where it was not told. */
  readonly position: string;
}

export interface ItemCell {
  readonly kind: 'item';
  readonly site: string;
  readonly itemId: string;
}

/** The strategy of explored places, whatever the rest of their answer was made by. */
export const EXPLORATION = 'exploration';

const POSITIONS_TOLD_APART = 50;
export const OTHER_POSITIONS = '51+';

export function positionName(position: number | null): string {
  if (position === null) return '';
  return position > POSITIONS_TOLD_APART ? OTHER_POSITIONS : String(position);
}

/** Names hold no slash, and an item's id comes last. */
export function cellKey(cell: Cell): string {
  const { kind, site } = cell;
  if (kind === 'arm') return `${site}/arm/${cell.experiment}/${cell.variant}`;
  if (kind === 'item') return `${site}/item/${cell.itemId}`;
  const { experiment, variant, strategy, scenario, position } = cell;
  return `${site}/place/${experiment}/${variant}/${strategy}/${scenario}/${position}`;
}

/** undefined for what is no cell's key. */
export function parseCellKey(key: string): Cell | undefined {
  const [site = '', kind, ...rest] = key.split('/');
  if (kind === 'item') return { kind, site, itemId: rest.join('/') };
  const [experiment = '', variant = '', strategy = '', scenario = '', position = ''] = rest;
  if (kind === 'arm') return { kind, site, experiment, variant };
  if (kind !== 'place') return undefined;
  return { kind, site, experiment, variant, strategy, scenario, position };
}
