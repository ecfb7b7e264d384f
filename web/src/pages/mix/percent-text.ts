/** A share as it is typed: percent, without the dust of binary fractions. */
export function typed(share: number): string {
  return String(Number((share * 100).toPrecision(12)));
}

/** What was typed as a share from 0 to 1; `undefined` for what is none. A comma is a point, a percent sign does no harm. */
export function shareOf(text: string): number | undefined {
  const plain = text.trim().replace(/\s*%$/, '').replace(',', '.');
  if (!/^(?:\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const share = Number((Number(plain) / 100).toPrecision(12));
  return share <= 1 ? share : undefined;
}
