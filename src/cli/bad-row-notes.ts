import type { InputTrouble } from '../profile/profile.ts';
import { count } from '../report/figures.ts';
import { visible } from '../report/visible.ts';
import { wantsColour } from './colour.ts';
import type { Context } from './context.ts';

/** Malformed rows that a warning names. */
const NAMED = 5;

/** Warns on standard error of what did not become examples, or not as it stood. `remedy` says where all rows are to be seen. */
export function noteTrouble(trouble: InputTrouble, remedy: string, context: Context): void {
  const warning = wantsColour(context.stderr, context.env) ? '\u001b[33mwarning\u001b[0m' : 'warning';
  const { malformed, invalidEncoding, rows } = trouble;
  if (malformed > 0) {
    const lines = rows
      .slice(0, NAMED)
      .map(({ file, row, reason }) => `  ${visible(`${file}:${row}: ${reason}`)}\n`);
    const more = malformed > lines.length ? `  and ${count(malformed - lines.length)} more\n` : '';
    const rowsWere = malformed === 1 ? '1 malformed row was' : `${count(malformed)} malformed rows were`;
    const said = `${warning} ${rowsWere} passed over. ${visible(remedy)}`.trimEnd();
    context.stderr.write(`${said}\n${lines.join('')}${more}`);
  }
  if (invalidEncoding > 0) {
    const texts = invalidEncoding === 1 ? '1 text is' : `${count(invalidEncoding)} texts are`;
    context.stderr.write(
      `${warning} ${texts} not valid UTF-8; the replacement character stands for the bytes that are not. Convert the file, such as: iconv -f LATIN1 -t UTF-8 < old > new\n`,
    );
  }
}
