/** High 32 bits of the product of two unsigned 32-bit words. */
export function mulHigh(x: number, y: number): number {
  const xl = x & 0xffff;
  const xh = x >>> 16;
  const yl = y & 0xffff;
  const yh = y >>> 16;
  // No sum goes beyond 32 bits: 65535 * 65535 + 65535 is below 2^32.
  const middle = (Math.imul(xh, yl) + (Math.imul(xl, yl) >>> 16)) >>> 0;
  const other = (Math.imul(xl, yh) + (middle & 0xffff)) >>> 0;
  return (Math.imul(xh, yh) + (middle >>> 16) + (other >>> 16)) | 0;
}

/** High half of the product of two 64-bit words, wrapped to 64 bits; the low half is `Math.imul(aLow, bLow)`. */
export function mulHigh64(aHigh: number, aLow: number, bHigh: number, bLow: number): number {
  return (mulHigh(aLow, bLow) + Math.imul(aLow, bHigh) + Math.imul(aHigh, bLow)) | 0;
}

/** The halves of an integer, wrapped to 64 bits: both signed 32-bit words. */
export function halves(value: bigint): { readonly high: number; readonly low: number } {
  return { high: Number(BigInt.asIntN(32, value >> 32n)), low: Number(BigInt.asIntN(32, value)) };
}
