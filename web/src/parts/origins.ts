import type { BarPart } from './bar.tsx';
import { count, percent, visible } from './words.ts';

const KNOWN = ['human', 'mixed', 'synthetic', 'unknown'];

/** Examples by origin as parts of a bar: human first, what nobody knows last. Names that are not known count as such. */
export function originParts(origins: Readonly<Record<string, number>>): BarPart[] {
  const total = Object.values(origins).reduce((sum, examples) => sum + examples, 0);
  return Object.entries(origins)
    .filter(([, examples]) => examples > 0)
    .map(([origin, value]) => ({
      key: origin,
      label: `${visible(origin)} ${percent(value / total)} (${count(value)})`,
      value,
      tone: `o-${KNOWN.includes(origin) ? origin : 'unknown'}`,
    }))
    .sort((a, b) => KNOWN.indexOf(a.tone.slice(2)) - KNOWN.indexOf(b.tone.slice(2)));
}
