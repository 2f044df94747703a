import type { QualityCounts } from '../../shapes/quality.ts';
import { countText, percentText } from '../format/numbers.ts';

/** How many events came, and which part of them is in some way odd. */
export function QualityFigures({
  counts,
  hasPlan,
}: {
  readonly counts: QualityCounts;
  readonly hasPlan: boolean;
}) {
  const { events, duplicates, refused, flagged, withItem, inCatalogue } = counts;
  return (
    <dl class="figures-row">
      <Figure name="Events" value={countText(events)} />
      <Figure name="Refused" value={countText(refused)} />
      <Figure name="Came again" value={shareText(duplicates, events + duplicates)} />
      <Figure name="In the catalogue" value={shareText(inCatalogue, withItem)} />
      <Figure name="Flagged as bots" value={shareText(flagged, events + flagged)} />
      {hasPlan && <Figure name="Not as planned" value={shareText(counts.againstPlan, events)} />}
    </dl>
  );
}

function shareText(part: number, whole: number): string {
  return percentText(whole === 0 ? null : part / whole);
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
