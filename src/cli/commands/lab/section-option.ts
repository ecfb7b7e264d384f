import { InvalidArgumentError, Option } from 'commander';
import { suggestion } from '../../../base/spelling.ts';
import { SECTIONS, type Section } from '../../../lab/verify/row.ts';

/** `--only` of `outcross lab verify`: one section, the nearest suggested where there is none of that name. */
export function sectionOption(): Option {
  return new Option('--only <section>', 'one part of it').choices(SECTIONS).argParser(section);
}

function section(text: string): Section {
  const known = SECTIONS.find((name) => name === text.trim());
  if (known !== undefined) return known;
  const meant = suggestion(text, SECTIONS);
  throw new InvalidArgumentError(
    `There is no section "${text}". ${meant === '' ? '' : `${meant} `}Known: ${SECTIONS.join(', ')}.`,
  );
}
