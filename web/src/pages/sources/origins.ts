import type { BarPart } from '../../parts/index.ts';
import { count, percent, visible } from '../../parts/words.ts';

/** The order in which origins stand beside each other. */
const ORDER: readonly string[] = ['human', 'mixed', 'synthetic', 'unknown'];

/** Examples by origin as parts of a bar, in one order everywhere; names that are no origin come last, as unknown. */
export function originParts(origins: Readonly<Record<string, number>>): BarPart[] {
  const place = (origin: string) => (ORDER.includes(origin) ? ORDER.indexOf(origin) : ORDER.length);
  const all = Object.values(origins).reduce((sum, many) => sum + many, 0);
  return Object.entries(origins)
    .filter(([, many]) => many > 0)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([origin, many]) => ({
      key: origin,
      label: `${count(many)} ${visible(origin)} (${percent(many / all)})`,
      value: many,
      tone: ORDER.includes(origin) ? `o-${origin}` : 'o-unknown',
    }));
}

/** `900 human (90%), 100 unknown (10%)`. */
export function originWords(origins: Readonly<Record<string, number>>): string {
  return originParts(origins)
    .map(({ label }) => label)
    .join(', ');
}
