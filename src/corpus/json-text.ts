/**
 * A value as JSON, of whatever a row may hold: wide integers in digits, moments in ISO 8601, bytes in base64. What JSON has
 * no word for (`undefined`, NaN, infinities) becomes null, and a field that is undefined is left out.
 */
export function jsonText(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : 'null';
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? 'null' : objectText(value);
    default:
      return 'null';
  }
}

function objectText(value: object): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'null' : JSON.stringify(value);
  if (ArrayBuffer.isView(value)) return bytesText(value);
  const fields: string[] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) fields.push(`${JSON.stringify(key)}:${jsonText(inner)}`);
  }
  return `{${fields.join(',')}}`;
}

function bytesText({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return JSON.stringify(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64'));
}
