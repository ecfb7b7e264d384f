/** Numbers from here on are nobody's features, and could not be summed exactly. */
const TOO_LARGE = 2 ** 64;

/**
 * A list of numbers as a vector, or undefined: of JSON, of Parquet (wide integers, typed arrays), or a list written as JSON in a cell of a
 * table. Bytes are none: what numbers they stand for is not told.
 */
export function vectorOf(value: unknown): Float32Array | undefined {
  if (value instanceof Float32Array) return value;
  if (typeof value === 'string') return /^\s*\[/.test(value) ? vectorOf(parsed(value.trim())) : undefined;
  if (value instanceof Uint8Array) return undefined;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Float32Array.from(value as unknown as ArrayLike<number | bigint>, Number);
  if (!Array.isArray(value)) return undefined;
  const out = new Float32Array(value.length);
  for (let i = 0; i < value.length; i++) {
    const item: unknown = value[i];
    if (typeof item !== 'number' && typeof item !== 'bigint') return undefined;
    out[i] = Number(item);
  }
  return out;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is wrong with a vector, to stand behind its name; undefined where nothing is. */
export function faultOf(vector: Float32Array): string | undefined {
  if (vector.length === 0) return 'has no numbers';
  for (let i = 0; i < vector.length; i++) {
    const x = vector[i];
    if (Number.isNaN(x)) return `holds NaN in place ${i + 1}`;
    if (!(Math.abs(x) < TOO_LARGE))
      return `holds ${Number.isFinite(x) ? x : 'an infinite number'} in place ${i + 1}`;
  }
  return undefined;
}
