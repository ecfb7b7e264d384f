import { itemOf, nearestItem } from '../../audit/items.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { Workspace } from '../../workspace.ts';

/** What is wrong with the waivers of a workspace, an error for each: items that there are not, and days that no calendar has. */
export function waiverErrors({ config, placeOf }: Pick<Workspace, 'config' | 'placeOf'>): OutcrossError[] {
  return (config.waivers ?? []).flatMap(({ item, expires }, i) => [
    ...(itemOf(item) === undefined ? [unknownItem(item, placeOf(['waivers', i, 'item']))] : []),
    ...(isDay(expires)
      ? []
      : [
          new OutcrossError('E_CONFIG', `the waiver of ${item} expires on ${expires}, which is no day`, {
            where: placeOf(['waivers', i, 'expires']),
            hint: 'Such as 2027-03-31.',
          }),
        ]),
  ]);
}

function unknownItem(item: string, where: string): OutcrossError {
  const meant = nearestItem(item);
  return new OutcrossError('E_CONFIG', `the audit has no item "${item}"`, {
    where,
    hint: meant === undefined ? 'See them all with outcross audit --all.' : `Did you mean "${meant}"?`,
  });
}

/** Whether a text of digits is a day of the calendar: there is no 31 February. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
