/** ln(1 + x/e): compresses a share so that e is where it begins to count. */
export function logScaled(x: number, e: number): number {
  return Math.log1p(x / e);
}
