import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OutcrossError } from '../../../base/errors.ts';
import { suggestion } from '../../../base/spelling.ts';
import { readFailure } from '../../../corpus/failure.ts';
import { wrap } from '../../../report/terminal/cells.ts';
import { visible } from '../../../report/visible.ts';
import type { WatermarkKey } from '../../../watermark/key/key.ts';
import { requireScheme, type Snippet, type SnippetTarget } from '../../../watermark/snippet/snippet.ts';
import { TARGETS } from '../../../watermark/snippet/targets.ts';
import type { Context } from '../../context.ts';
import { storeOf } from './key-options.ts';
import type { SnippetOptions } from './snippet-options.ts';
import { writeSecret } from './write-secret.ts';

export const SNIPPET_SCHEMA = 'outcross.watermark-snippet/1';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Prints how a server is brought to mark with a key. */
export async function showSnippet(server: string, options: SnippetOptions, context: Context): Promise<void> {
  const target = targetOf(server);
  const { key: id, write, enforce } = options;
  if (id === undefined) {
    throw new OutcrossError('E_USAGE', 'which key was not said', {
      where: '--key',
      hint: 'See which there are with outcross watermark keys list.',
    });
  }
  requireEnforceable(target, options);
  const store = await storeOf(options, context);
  const [key] = await store.get([id]);
  requireScheme(target, key);
  const snippet = target.make({
    key,
    file: write ?? `watermark-${id}.json`,
    stored: join(store.folder, `${id}.json`),
    ...(enforce === undefined ? {} : { enforce }),
    ...(options.ids === undefined ? {} : { ids: await idsIn(options.ids) }),
  });
  if (write !== undefined) await writeIt(snippet, target, write);
  const shown = { ...withoutSecret(snippet), ...recordOf(key) };
  const { stdout } = context;
  if (options.json === true) {
    const document = {
      schema: SNIPPET_SCHEMA,
      server: target.name,
      ...shown,
      ...(write ? { file: write } : {}),
    };
    stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  } else
    stdout.write(snippetText(shown, Math.max(40, stdout.columns || PIPE_COLUMNS), missing(snippet, write)));
}

function targetOf(name: string): SnippetTarget {
  const target = TARGETS.find((one) => one.name === name);
  if (target !== undefined) return target;
  const names = TARGETS.map((one) => one.name);
  throw new OutcrossError('E_OPTION', `there is no server "${name}"`, {
    where: 'server',
    hint: `${suggestion(name, names)} Known: ${names.join(', ')}.`.trimStart(),
  });
}

/** Nobody is to believe that clients cannot opt out where this server lets them. */
function requireEnforceable({ name, what }: SnippetTarget, { enforce }: SnippetOptions): void {
  if (enforce !== true || name === 'sglang') return;
  throw new OutcrossError('E_USAGE', `--enforce is for sglang alone: ${what} takes no notice of it`, {
    where: '--enforce',
  });
}

async function writeIt({ secret }: Snippet, { what }: SnippetTarget, path: string): Promise<void> {
  if (secret !== undefined) return writeSecret(path, secret);
  throw new OutcrossError('E_USAGE', `${what} reads no secret from a file`, { where: '--write' });
}

function withoutSecret({ secret: _, ...rest }: Snippet): Omit<Snippet, 'secret'> {
  return rest;
}

/** What to record of each text, and how its mark is found again. */
function recordOf({ id, scheme, parameters: { width, ngram } }: WatermarkKey) {
  const context = width ?? (ngram === undefined ? undefined : ngram - 1);
  return {
    record: { scheme, key: id, ...(context === undefined ? {} : { width: context }) },
    detect:
      `outcross watermark detect completions.jsonl --keys ${id} --tokens-field completion.tokenIds` +
      ` --prompt-field completion.promptTokenIds`,
  };
}

function missing({ secret }: Snippet, write: string | undefined): string | undefined {
  return secret === undefined || write !== undefined
    ? undefined
    : 'The file is not there yet: add --write FILE to make it. It holds the secret.';
}

type Shown = Omit<Snippet, 'secret'> & ReturnType<typeof recordOf>;

function snippetText({ steps, notes, record, detect }: Shown, room: number, missingFile?: string): string {
  const blocks = [
    ...steps,
    {
      title: 'Record with outcross/openai or outcross/ai-sdk',
      lines: [`watermark: ${JSON.stringify(record)}`],
    },
    { title: 'Find the mark again', lines: [detect] },
  ].map(({ title, lines }) => [
    `${title}:`,
    '',
    ...lines.map((line) => (line === '' ? '' : `    ${visible(line)}`)),
  ]);
  const said = [...(missingFile === undefined ? [] : [missingFile]), ...notes];
  const prose = said.map((note) => wrap(note, room));
  return `${[...blocks, ...prose].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

async function idsIn(path: string): Promise<number[]> {
  const text = await readFile(path, 'utf8').catch((error) => Promise.reject(readFailure(path, error)));
  const words = text.split(/[\s,[\]]+/).filter((word) => word !== '');
  if (words.length > 0 && words.every((word) => /^\d{1,9}$/.test(word))) return words.map(Number);
  throw new OutcrossError('E_FORMAT', `${path} holds no token ids`, {
    where: path,
    hint: 'Give whole numbers with spaces or line breaks between them.',
  });
}
