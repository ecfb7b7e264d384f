import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { diffAudits } from '../../report/diff/audit-diff.ts';
import { diffChecks } from '../../report/diff/check-diff.ts';
import { type Diff, failsOn } from '../../report/diff/diff.ts';
import { diffTerminal } from '../../report/diff/terminal.ts';
import { visible } from '../../report/visible.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { isAudit, type ResultDocument, readResult } from '../result-document.ts';
import { requireSideFiles } from '../row-files.ts';
import { version } from '../version.ts';

/** Options of `outcross diff`. */
export interface DiffOptions {
  readonly failOn: 'worse' | 'none';
  readonly markdown?: string;
  readonly json?: boolean;
}

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Says what changed from one report to another. Ends with status 1 where something got worse and that is to fail. */
export async function diff(
  before: string,
  after: string,
  options: DiffOptions,
  context: Context,
): Promise<void> {
  const { failOn, markdown, json } = options;
  if (before === '-' && after === '-') {
    throw new OutcrossError('E_USAGE', 'standard input can be read once only', {
      where: '-',
      hint: 'Save one of the reports to a file.',
    });
  }
  await requireSideFiles({ '--markdown': markdown }, [before, after]);
  const found = diffOf(await readResult(before), await readResult(after), after);
  if (markdown !== undefined) {
    const { diffMarkdown } = await import('../../report/diff/markdown.ts');
    await atomicWrite(markdown, diffMarkdown(found));
  }
  const { stdout, env } = context;
  const columns = stdout.columns || PIPE_COLUMNS;
  stdout.write(
    json === true
      ? `${JSON.stringify(found, undefined, 2)}\n`
      : diffTerminal(found, { columns, colour: wantsColour(stdout, env), failOn }),
  );
  if (json !== true && markdown !== undefined) stdout.write(`\nReport written to ${visible(markdown)}\n`);
  if (failsOn(found, failOn)) context.status = 1;
}

function diffOf(before: ResultDocument, after: ResultDocument, place: string): Diff {
  if (isAudit(before) && isAudit(after)) return diffAudits(before, after, version());
  if (!isAudit(before) && !isAudit(after)) return diffChecks(before, after, version());
  throw new OutcrossError('E_USAGE', 'one of the two is a report of check, the other an audit', {
    where: place,
    hint: 'Compare like with like: two reports of check, or two audits.',
  });
}
