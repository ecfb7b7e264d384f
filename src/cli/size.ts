const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as people read them, in powers of 1,000: 512 B, 4.6 MB, 38 GB. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  // 999,950 would be rounded to 1000.0 kB.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${UNITS[unit]}`;
}
