import { decimalText, percentText } from '../format/numbers.ts';
import { Bar } from '../parts/bar.tsx';
import { ItemLink } from '../parts/item-link.tsx';
import type { Reason, Recommendation } from './answers.ts';

/** One item of an answer: its score, what led to it, and behind a fold what the score is made of. */
export function AnswerItem({
  item,
  largest,
}: {
  readonly item: Recommendation;
  /** Of what any feature has added to any of the list's items. */
  readonly largest: number;
}) {
  const { itemId, score, explored, reasons = [], rules = [], features = {}, boost } = item;
  const added = Object.entries(features).toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  return (
    <li>
      <div class="answer-line">
        <ItemLink itemId={itemId} />
        <span class="row">
          {explored === true && <span class="badge info">explored</span>}
          {rules.map(({ id, action, factor }) => (
            <span class="badge warn">
              {action} {factor !== undefined && `× ${factor} `}by {id}
            </span>
          ))}
        </span>
        <span class="number">{decimalText(score, 3)}</span>
      </div>
      <ul class="reasons">
        {reasons.map((reason) => (
          <li>
            <ReasonText reason={reason} />
          </li>
        ))}
      </ul>
      {added.length > 0 && (
        <details>
          <summary>What the score is made of</summary>
          <ul class="affinities">
            {added.map(([name, value]) => (
              <Addend name={name} value={value} largest={largest} />
            ))}
            {boost !== undefined && <Addend name="boost" value={boost} largest={largest} />}
          </ul>
        </details>
      )}
    </li>
  );
}

function Addend({ name, value, largest }: { name: string; value: number; largest: number }) {
  return (
    <li>
      <code>{name}</code>
      <Bar value={value} max={largest} isSigned />
      <span class="number">{decimalText(value, 3)}</span>
    </li>
  );
}

function ReasonText({ reason }: { readonly reason: Reason }) {
  const { type, itemId, share, likeness } = reason;
  const from = itemId === undefined ? null : <ItemLink itemId={itemId} />;
  switch (type) {
    case 'co-visited':
      return (
        <>
          {percentText(share)} of steps from {from} came here
        </>
      );
    case 'co-visited-via':
      return (
        <>
          {percentText(share)} of steps from {from} came here, which the session leads to
        </>
      );
    case 'alike':
      return (
        <>
          like {from} in the catalogue ({percentText(likeness)})
        </>
      );
    case 'history':
      return <>the visitor has been with it before</>;
    case 'trending':
      return <>many look at it now</>;
    case 'exploration':
      return <>young: visitors are to make it known</>;
    default:
      return <>{type}</>;
  }
}
