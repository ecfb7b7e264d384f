/** The bits of a number, high word first. */
const NUMBER = new Float64Array(1);
const WORDS = new Uint32Array(NUMBER.buffer);
const HIGH = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;
const SIGN = 0x80000000;
const ALL = 0xffffffff;
const DIGITS = 1 << 16;

/**
 * Places sorted by their values, equal ones as they stood: a radix sort (least significant digit first) of the bits of the numbers.
 * It is linear and needs 4 bytes a place beside its input and output, where a sort with a comparison copies a typed array to lists
 * of the engine, which end at 2^27 entries. No value is NaN.
 */
export function sortBy(places: Uint32Array, values: Float64Array, descending = false): Uint32Array {
  let from = Uint32Array.from(places);
  let to = new Uint32Array(places.length);
  for (let pass = 0; pass < 4; pass++) {
    const starts = startsOf(from, values, pass, descending);
    // All have the same digit.
    if (starts === undefined) continue;
    for (let i = 0; i < from.length; i++) to[starts[digitOf(values[from[i]], pass, descending)]++] = from[i];
    [from, to] = [to, from];
  }
  return from;
}

/** Where the places of each digit begin; undefined where there is only one. */
function startsOf(
  places: Uint32Array,
  values: Float64Array,
  pass: number,
  descending: boolean,
): Uint32Array | undefined {
  const counts = new Uint32Array(DIGITS);
  for (let i = 0; i < places.length; i++) counts[digitOf(values[places[i]], pass, descending)]++;
  let next = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = counts[digit];
    if (count === places.length) return undefined;
    counts[digit] = next;
    next += count;
  }
  return counts;
}

/** Sixteen bits of a number whose bits are turned so that they sort as it does; both zeros are one. */
function digitOf(value: number, pass: number, descending: boolean): number {
  NUMBER[0] = value + 0;
  const isLow = pass < 2;
  const flip = WORDS[HIGH] >= SIGN ? ALL : isLow ? 0 : SIGN;
  const word = WORDS[isLow ? 1 - HIGH : HIGH] ^ flip ^ (descending ? ALL : 0);
  return (pass & 1) === 0 ? word & 0xffff : word >>> 16;
}
