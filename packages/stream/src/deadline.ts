/** A stopped process counts no ticks, so being stopped and continued does not use a deadline up. */
const TICKS = 10;

/** The work's result, or after `ms` what `expired` makes; the work itself cannot be stopped. */
export async function withDeadline<T>(
  work: Promise<T>,
  ms: number,
  expired: () => Error,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    let ticks = 0;
    timer = setInterval(() => {
      ticks += 1;
      if (ticks === TICKS) reject(expired());
    }, ms / TICKS);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearInterval(timer);
  }
}
