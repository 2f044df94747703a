/** Bits of the mantissa that choose a table entry; the rest is a short series. */
const INDEX_BITS = 8;
const SIZE = 1 << INDEX_BITS;
/** By index, one after the other: 1/centre and ln(centre). 4 KB, which stay in the fastest cache. */
const table = new Float64Array(2 * SIZE);
for (let i = 0; i < SIZE; i++) {
  const centre = 1 + (i + 0.5) / SIZE;
  table[2 * i] = 1 / centre;
  table[2 * i + 1] = Math.log(centre);
}
/** By exponent: what brings a number to 1 ≤ x < 2. */
const scales = Float64Array.from({ length: 1024 }, (_, exponent) => 2 ** -exponent);

/** A float64 and its two words; typed arrays are little-endian wherever Node runs. */
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/**
 * ln(1 + x/e): compresses a share so that e is where it begins to count; 0 where x is not above 0.
 * By table, within 10^-13 of the exact value: it is taken twice for each of some 400 candidates of an
 * answer, where `Math.log1p` costs a tenth of it.
 */
export function logScaled(x: number, e: number): number {
  if (!(x > 0)) return 0;
  // Where `e` is a constant, so is its reciprocal.
  const y = 1 + x * (1 / e);
  float[0] = y;
  const high = words[1]!;
  const exponent = (high >>> 20) - 1023;
  const entry = 2 * ((high >>> (20 - INDEX_BITS)) & (SIZE - 1));
  const r = y * scales[exponent]! * table[entry]! - 1;
  return exponent * Math.LN2 + table[entry + 1]! + r - r * r * (1 / 2 - r * (1 / 3 - r / 4));
}
