import { changeText, moneyText, percentText, wholeText } from '../format/numbers.ts';
import { Measure, scaleOf } from '../parts/measure.tsx';
import type { ArmResults, Compared, Comparison, Results } from './experiment.ts';
import { TableFrame } from '../parts/table-frame.tsx';

interface Row {
  readonly name: string;
  readonly of: (arm: ArmResults) => Compared | null;
  readonly text: (value: number) => string;
}

/** A table for each thing that is measured: arm by arm, against holdout and first variant. */
export function ArmsComparison({ results: { arms, sampleRatio } }: { readonly results: Results }) {
  const currencies = [...new Set(arms.flatMap(({ revenue }) => Object.keys(revenue)))];
  const rows: readonly Row[] = [
    { name: 'Click-through', of: (arm) => arm.clickThrough, text: percentText },
    { name: 'Conversion, of visitors', of: (arm) => arm.conversion, text: percentText },
    ...currencies.map((currency) => ({
      name: `Revenue a visitor${currency === '' ? '' : `, ${currency}`}`,
      of: (arm: ArmResults) => arm.revenue[currency]?.perVisitor ?? null,
      text: (value: number) => moneyText(value, currency),
    })),
  ];
  return (
    <div class="stack">
      {sampleRatio.status === 'fault' && (
        <p class="notice bad" role="alert">
          <strong>Sample ratio</strong> {sampleRatio.message}
        </p>
      )}
      {sampleRatio.status === 'shares-changed' && (
        <p class="notice">
          Shares were changed, so whether visitors came as shared cannot be told.
        </p>
      )}
      <div class="columns wide">
        {rows.map((row) => (
          <MeasureTable key={row.name} row={row} arms={arms} />
        ))}
      </div>
    </div>
  );
}

function MeasureTable({ row, arms }: { readonly row: Row; readonly arms: readonly ArmResults[] }) {
  const max = scaleOf(arms.map((arm) => row.of(arm)));
  const compared = new Set(arms.flatMap((arm) => Object.keys(row.of(arm)?.against ?? {})));
  const baselines = arms.map(({ arm }) => arm).filter((name) => compared.has(name));
  return (
    <TableFrame>
      <table class="table">
        <caption class="table-name">{row.name}</caption>
        <thead>
          <tr>
            <th scope="col">Arm</th>
            <th scope="col" class="number">
              Visitors
            </th>
            <th scope="col">Value</th>
            {baselines.map((name) => (
              <th scope="col">against {name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {arms.map((arm) => (
            <tr key={arm.arm}>
              <th scope="row">{arm.arm}</th>
              <td class="number">{wholeText(arm.visitors)}</td>
              <td>
                <Measure measured={row.of(arm)} max={max} text={row.text} />
              </td>
              {baselines.map((name) => (
                <td>
                  <Verdict comparison={row.of(arm)?.against[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

const verdicts = {
  better: ['good', 'better'],
  worse: ['bad', 'worse'],
  open: ['', 'open'],
  'too-few-visitors': ['', 'too few'],
} as const;

function Verdict({ comparison }: { readonly comparison: Comparison | undefined }) {
  if (comparison === undefined) return null;
  const { verdict, lift, liftInterval } = comparison;
  const [tone, words] = verdicts[verdict];
  return (
    <>
      <span class={`badge ${tone}`}>{words}</span>
      {lift !== null && <div>{changeText(lift)}</div>}
      {liftInterval !== null && (
        <div class="muted">
          {changeText(liftInterval.low)} to {changeText(liftInterval.high)}
        </div>
      )}
    </>
  );
}
