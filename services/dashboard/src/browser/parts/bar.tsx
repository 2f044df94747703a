/** How much of `max` a number is, as a length; a negative one goes to the left of the middle. */
export function Bar({
  value,
  max,
  isSigned = false,
}: {
  readonly value: number;
  readonly max: number;
  readonly isSigned?: boolean;
}) {
  const share = max > 0 ? Math.min(Math.abs(value) / max, 1) : 0;
  const width = `${(isSigned ? share / 2 : share) * 100}%`;
  const start = isSigned && value < 0 ? `${(1 - share) * 50}%` : isSigned ? '50%' : '0';
  return (
    <span class={`bar ${isSigned ? 'signed' : ''}`} aria-hidden="true">
      {share > 0 && (
        <span class={value < 0 ? 'below' : ''} style={{ width, insetInlineStart: start }} />
      )}
    </span>
  );
}
