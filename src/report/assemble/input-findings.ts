import type { Finding } from '../../base/finding.ts';
import type { Profile } from '../../profile/profile.ts';
import { total } from '../../profile/tally.ts';
import { contentFindings } from './content-findings.ts';
import { refusedFindings } from './space-findings.ts';

/** Most malformed rows named one by one. */
const NAMED = 5;

/** Groups below this are too few to tell sampling error by. */
const FEW_BLOCKS = 10;

/** What a reader must know of one input before believing what was measured on it. */
export function inputFindings(name: string, profile: Profile): Finding[] {
  return [
    ...troubleFindings(name, profile),
    ...blockFindings(name, profile),
    ...contentFindings(name, profile),
  ];
}

/** What was wrong with the rows of an input. A half of a profile has the rows of the whole. */
export function troubleFindings(name: string, profile: Profile): Finding[] {
  return [...malformed(name, profile), ...encoding(name, profile), ...refusedFindings(name, profile)];
}

function malformed(name: string, { trouble }: Profile): Finding[] {
  if (trouble.malformed === 0) return [];
  const rows = trouble.rows.slice(0, NAMED).map((row) => `${row.file}:${row.row} ${row.reason}`);
  const more = trouble.malformed > rows.length ? `; and ${trouble.malformed - rows.length} more` : '';
  const [one, was] = trouble.malformed === 1 ? ['row', 'was'] : ['rows', 'were'];
  return [
    {
      id: 'input.malformed-rows',
      severity: 'warning',
      message: `${trouble.malformed} malformed ${one} of ${name} ${was} left out: ${rows.join('; ')}${more}`,
      measure: trouble.malformed,
      where: name,
      remedy: 'See them all with `outcross profile --quarantine FILE`, or refuse them with `--strict`.',
    },
  ];
}

function encoding(name: string, { trouble }: Profile): Finding[] {
  if (trouble.invalidEncoding === 0) return [];
  return [
    {
      id: 'input.invalid-encoding',
      severity: 'notice',
      message: `${trouble.invalidEncoding} texts of ${name} hold bytes that are not UTF-8; they were replaced by U+FFFD.`,
      measure: trouble.invalidEncoding,
      where: name,
      remedy: 'Convert the file to UTF-8.',
    },
  ];
}

/** Whether there are enough blocks to tell an error by. */
export function blockFindings(name: string, profile: Profile): Finding[] {
  const filled = profile.tally.examples.filter((n) => n > 0).length;
  if (filled >= FEW_BLOCKS) return [];
  return [
    {
      id: 'input.few-groups',
      severity: 'warning',
      message: `${name} fills only ${filled} of 64 blocks (${total(profile.tally.examples)} examples): its intervals are wide and rough.`,
      measure: filled,
      where: name,
      remedy: 'Give more examples, or a finer --group-field.',
    },
  ];
}
