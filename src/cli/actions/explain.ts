import { readFile } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import { VERDICTS } from '../../compare/verdict.ts';
import { isKnownSignal, termOf } from '../../report/glossary.ts';
import { pad, wrap } from '../../report/terminal/cells.ts';
import { visible } from '../../report/visible.ts';
import type { Context } from '../context.ts';

/** Cells of a line where the output is no terminal, and the most that prose takes. */
const MOST_COLUMNS = 100;

/** The pages that come with the program. */
const DOCS = new URL('../../../docs/', import.meta.url);

/** Prints what a signal or a verdict means, from the pages that come with the program; all their names where none is given. */
export async function explain(name: string | undefined, context: Context): Promise<void> {
  const columns = Math.max(20, Math.min(MOST_COLUMNS, context.stdout.columns || MOST_COLUMNS));
  const signals = await sectionsOf('signals.md');
  if (name === undefined) {
    context.stdout.write(list([...signals.keys()], columns));
    return;
  }
  // A key of a report has its order and band behind the id.
  const id = name.trim().replace(/\[.*\]$/, '');
  const verdict = VERDICTS.find((each) => each === id.toLowerCase());
  const section = verdict === undefined ? signals.get(id) : (await sectionsOf('phases.md')).get(verdict);
  if (section === undefined && !isKnownSignal(id)) throw unknown(id, [...signals.keys(), ...VERDICTS]);
  const parts = verdict === undefined ? [brief(id, columns)] : [];
  if (section !== undefined) parts.push(prose(section, columns));
  context.stdout.write(`${[verdict ?? id, ...parts].join('\n\n')}\n`);
}

async function sectionsOf(page: string): Promise<Map<string, string>> {
  const text = await readFile(new URL(page, DOCS), 'utf8');
  const parts = text.split(/^## (.+)$/m).slice(1);
  const sections = new Map<string, string>();
  for (let i = 0; i < parts.length; i += 2)
    if (/^[a-z][a-z0-9.-]*$/.test(parts[i])) sections.set(parts[i], parts[i + 1].trim());
  return sections;
}

function brief(id: string, columns: number): string {
  const { title, meaning, reading } = termOf(id);
  return [`${title}.`, meaning, reading].flatMap((part) => wrap(part, columns)).join('\n');
}

/** Paragraphs and lists of a page, wrapped; a link leaves its words. */
function prose(section: string, columns: number): string {
  const plain = section.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/\*\*?([^*]+)\*\*?/g, '$1');
  const blocks = plain.split(/\n(?=\s*(?:\n|[-|] |\d+\. ))/);
  const lines = blocks.flatMap((block) => {
    const [, gap, mark, text] = /^(\n*)((?:[-] |\d+\. )?)([\s\S]*)$/.exec(block)!;
    if (text.startsWith('|')) return [...(gap === '' ? [] : ['']), text.trim()];
    const [first = '', ...rest] = wrap(text.replace(/\s+/g, ' '), columns - mark.length);
    return [...(gap === '' ? [] : ['']), mark + first, ...rest.map((line) => ' '.repeat(mark.length) + line)];
  });
  return lines.join('\n').trim();
}

function list(ids: readonly string[], columns: number): string {
  const width = Math.max(...ids.map((id) => id.length));
  const lines = ids.map((id) => `  ${pad(id, width)}  ${termOf(id).title}`);
  const verdicts = wrap(VERDICTS.join(', '), columns - 2).map((line) => `  ${line}`);
  return `${['Signals', ...lines, '', 'Verdicts', ...verdicts].join('\n')}\n`;
}

function unknown(id: string, known: readonly string[]): OutcrossError {
  const hint = suggestion(id, known) || 'All of them: outcross explain';
  return new OutcrossError('E_USAGE', `there is no signal or verdict ${visible(id)}`, { where: id, hint });
}
