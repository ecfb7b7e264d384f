import type { Difference } from '../mix/proof/difference.ts';
import type { SetSummary, Verification } from '../mix/proof/verification.ts';
import { count, percent } from '../report/figures.ts';
import { type Line, paint, span } from '../report/terminal/paint.ts';
import { visible } from '../report/visible.ts';
import { proseLines } from './prose-lines.ts';

export interface VerificationView {
  readonly columns: number;
  readonly colour: boolean;
}

/** Differences that are listed; `--json` has all. */
const LISTED = 50;

/** What became of a proof, as a person reads it: nothing is cut, for what differs must be read whole. */
export function verificationText(verification: Verification, { columns, colour }: VerificationView): string {
  const room = Math.max(40, columns);
  const { passed, proof, set, limits, differences } = verification;
  const head: Line = passed
    ? [span('Verified', 'green', 'bold'), span(`: ${visible(proof)}`)]
    : [span('Not verified', 'red', 'bold'), span(`: ${visible(proof)}`)];
  const subject = passed ? 'This proof' : 'A proof that is verified';
  const blocks: Line[][] = [
    [head],
    differences.length === 0 ? [] : differenceLines(verification, room),
    verification.notes.flatMap((note) => proseLines(visible(note), room)),
    [
      ...signatureLines(verification, room),
      ...(set === undefined ? [] : setLines(set, room)),
      ...checkLines(verification, room),
    ],
    limits === undefined ? [] : limitLines(`${subject} shows:`, limits.shows, room),
    limits === undefined ? [] : limitLines(`${subject} does not show:`, limits.doesNotShow, room),
  ];
  const full = blocks.filter((block) => block.length > 0);
  const lines = full.flatMap((block, i): Line[] => (i === 0 ? block : [[], ...block]));
  return paint(lines, room, colour);
}

function differenceLines({ differences, moreDifferences }: Verification, room: number): Line[] {
  const total = differences.length + moreDifferences;
  const more = total - Math.min(LISTED, differences.length);
  return [
    [span(total === 1 ? 'One thing differs:' : `${count(total)} things differ:`, 'bold')],
    ...differences.slice(0, LISTED).flatMap((each) => proseLines(differenceText(each), room, { indent: 2 })),
    ...(more > 0
      ? [
          [
            span(
              `  and ${count(more)} more; --json lists ${moreDifferences > 0 ? count(differences.length) : 'them'}`,
              'dim',
            ),
          ],
        ]
      : []),
  ];
}

function differenceText({ message, id, remedy }: Difference): string {
  return `${visible(message)} [${id}]${remedy === undefined ? '' : `. ${visible(remedy)}`}`;
}

function signatureLines({ signature }: Verification, room: number): Line[] {
  const { keyId, type, trusted, identity, issuer, time } = signature;
  const word = trusted ? 'trusted' : 'not trusted';
  if (identity !== undefined) {
    const whose = ` ${visible(identity)}, vouched for by ${visible(issuer ?? 'nobody')}, ${word}`;
    return proseLines(`${whose}${time === undefined ? '' : `; signed ${time}`}`, room, {
      head: 'Signature:',
    });
  }
  if (keyId === undefined) return [];
  return proseLines(` key ${visible(keyId)}${type === undefined ? '' : ` (${type})`}, ${word}`, room, {
    head: 'Signature:',
  });
}

function setLines({ files, size, root, counts, verdict, tool }: SetSummary, room: number): Line[] {
  const names = files.map(({ name }) => visible(name)).join(', ');
  const shares = counts.byOrigin.map(
    ({ value, examples }) =>
      `${visible(value ?? 'unknown')} ${count(examples)} (${percent(examples / size)})`,
  );
  const said = typeof verdict?.['verdict'] === 'string' ? `; verdict ${visible(verdict['verdict'])}` : '';
  return [
    ...proseLines(
      ` ${count(size)} rows in ${names}, ${count(counts.tokens)} tokens, recorded by ${visible(tool)}`,
      room,
      { head: 'Set:' },
    ),
    ...proseLines(` ${shares.join(', ')}${said}`, room, { head: 'Recorded as:' }),
    ...proseLines(` ${root}`, room, { head: 'Root:' }),
  ];
}

function checkLines({ checked, notChecked, rules, example }: Verification, room: number): Line[] {
  const open = rules.filter(({ kept }) => kept === undefined);
  return [
    ...(example === undefined
      ? []
      : proseLines(` place ${example.index}: ${visible(example.leaf)}`, room, { head: 'Example:' })),
    ...proseLines(` ${checked.join(', ') || 'nothing'}`, room, { head: 'Checked:' }),
    ...notChecked.flatMap(({ check, why }) =>
      proseLines(` ${check}: ${why}`, room, { head: 'Not checked:' }),
    ),
    ...open.flatMap(({ rule, note }) => proseLines(` rule ${rule}: ${note}`, room, { head: 'Not checked:' })),
  ];
}

function limitLines(head: string, sentences: readonly string[], room: number): Line[] {
  return [
    [span(head, 'bold')],
    ...sentences.flatMap((text) => proseLines(visible(text), room, { indent: 2 })),
  ];
}
