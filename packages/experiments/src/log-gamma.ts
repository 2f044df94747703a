/** Coefficients of Stirling's series, 1/12, −1/360, 1/1260, −1/1680 (Abramowitz, Stegun 6.1.41). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680] as const;
/** From here on the series is right to 13 digits. */
const SERIES_FROM = 16;

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  let product = 1;
  let z = x;
  for (; z < SERIES_FROM; z++) product *= z;
  const inverse = 1 / z;
  let series = 0;
  let power = inverse;
  for (const coefficient of STIRLING) {
    series += coefficient * power;
    power *= inverse * inverse;
  }
  const whole = (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2;
  return whole + series - Math.log(product);
}
