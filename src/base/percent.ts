/**
 * A share from 0 to 1 as a percentage, to at most `digits` decimals; to one more, or as a bound, where rounding would say all of what is
 * not all, or nothing of what is something: `64%`, `99.6%`, `>99.9%`, `<0.1%`.
 */
export function percentage(share: number, digits: number): string {
  for (let decimals = digits; decimals <= Math.max(1, digits); decimals++) {
    const rounded = Number((share * 100).toFixed(decimals));
    const isFalse = (rounded === 0 && share > 0) || (rounded === 100 && share < 1);
    if (!isFalse) return `${rounded}%`;
  }
  const least = 10 ** -Math.max(1, digits);
  return share > 0.5 ? `>${100 - least}%` : `<${least}%`;
}
