import { timeText } from '../format/times.ts';

export function Time({ at }: { readonly at: number | string | null | undefined }) {
  const date = new Date(at ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return <>–</>;
  return (
    <time class="time" dateTime={date.toISOString()}>
      {timeText(at)}
    </time>
  );
}
