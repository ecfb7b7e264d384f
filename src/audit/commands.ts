import { posix } from 'node:path';
import { shellPath, shellWord } from '../base/shell.ts';
import { formatOf } from '../corpus/endings.ts';
import type { AuditFacts, CorpusFacts, GenerationFacts, MixFacts } from './facts.ts';
import type { Remedy } from './item.ts';

export const CHECK = 'outcross check';

/** Builds the next training set; anew where one stands there already. */
export function mixCommand({ commands }: AuditFacts): string {
  return commands.mixExists ? 'outcross mix --force' : 'outcross mix';
}

/** Makes the next generation of a mix that human data anchor, and checks it. */
export function nextGeneration(facts: AuditFacts): Remedy {
  const { train, mixExists, mix } = facts.commands;
  // By force: whoever goes down the list may have built it a moment ago.
  const build = mixExists ? '' : 'outcross mix --force && ';
  if (train !== undefined) return { command: `${build}${train} && ${CHECK}` };
  return {
    text: `Train the next generation on ${mix}, put what it writes among the generations, then: ${CHECK}`,
    command: mixCommand(facts),
    where: facts.config.places.generations,
  };
}

/** Corpora of more files than this are named by a pattern of the reader's own. */
const MOST_FILES = 3;

/** Adds to the provenance of a corpus what it lacks, and puts the result in its place. */
export function tagRemedy(corpus: CorpusFacts, facts: AuditFacts, set: readonly string[]): Remedy {
  const { state } = facts.commands;
  const folder = pictureFolder(corpus.files);
  if (folder !== undefined) return pictureRows(corpus, folder, set, state);
  const files = corpus.files.slice(0, MOST_FILES);
  const each = files.map((file) => {
    const tagged = shellPath(posix.join(state, `tagged-${posix.basename(file.replaceAll('\\', '/'))}`));
    return `outcross tag ${shellPath(file)} --fill ${set.join(' ')} -o ${tagged} --force && mv -f ${tagged} ${shellPath(file)}`;
  });
  const rest = corpus.files.length - files.length;
  return {
    command: [...each, ...(corpus.role === 'human' ? anew(facts) : [CHECK])].join(' && '),
    ...(rest > 0 ? { text: `The same for ${rest} more files of ${corpus.name}.` } : {}),
  };
}

/** The folder of a corpus whose first file is a picture: it states nothing of its origin, and rows are not to be put in its place. */
function pictureFolder(files: readonly string[]): string | undefined {
  if (files[0] === undefined || formatOf(files[0], 'image') !== 'image') return undefined;
  const parts = files.map((file) => file.replaceAll('\\', '/').split('/').slice(0, -1));
  const shared = parts[0].filter((part, i) => parts.every((other) => other[i] === part && i < other.length));
  return shared.join('/') || '.';
}

/** Pictures as rows that hold their bytes and say where they are from. */
function pictureRows({ name }: CorpusFacts, folder: string, set: readonly string[], state: string): Remedy {
  const rows = shellPath(posix.join(state, `tagged-${fileName(name)}.jsonl`));
  return {
    command: `outcross tag ${shellPath(folder)} --fill ${set.join(' ')} -o ${rows} --force`,
    text: `Files of pictures cannot say where they are from, rows can: then name ${rows} in outcross.yaml for ${name}.`,
  };
}

/** The anchor holds copies of the human data: it is made anew with the same split, and all is measured by it. */
function anew({ anchor, generations }: AuditFacts): string[] {
  if (anchor === undefined) return [];
  return ['outcross anchor --force', ...(generations.length > 0 ? [CHECK] : [])];
}

/** What is known of a generation's provenance by its place in the line. */
export function generationTags({ number, name }: GenerationFacts, { line }: AuditFacts): string[] {
  return [
    '--origin synthetic',
    `--source ${shellWord(line)}`,
    `--model ${shellWord(`${line}-${name}`)}`,
    `--generation ${number}`,
  ];
}

/** `outcross filter` or `dedup` of a generation, written beside what Outcross keeps. */
export function sideCommand(
  command: 'filter' | 'dedup',
  { corpus, name }: GenerationFacts,
  { commands: { state } }: AuditFacts,
): string {
  const ending = corpus.files.length === 1 ? endingOf(corpus.files[0]) : '.jsonl';
  const output = (what: string) => shellPath(posix.join(state, `${what}-${fileName(name)}${ending}`));
  const inputs = corpus.files.map(shellPath).join(' ');
  return command === 'filter'
    ? `outcross filter ${inputs} -o ${output('filtered')} --rejects ${output('rejected')} --force`
    : `outcross dedup ${inputs} -o ${output('deduplicated')} --force`;
}

/** Puts what `sideCommand` wrote in the place of generations of one file each, and checks the line anew. */
export function replaceCommand(
  command: 'filter' | 'dedup',
  generations: readonly GenerationFacts[],
  { commands: { state } }: AuditFacts,
): string | undefined {
  const what = command === 'filter' ? 'filtered' : 'deduplicated';
  const moves = generations.flatMap(({ corpus: { files }, name }) => {
    if (files.length !== 1) return [];
    const from = posix.join(state, `${what}-${fileName(name)}${endingOf(files[0])}`);
    return [`mv -f ${shellPath(from)} ${shellPath(files[0])}`];
  });
  return moves.length === 0 ? undefined : [...moves, CHECK].join(' && ');
}

function endingOf(file: string): string {
  return /(\.[a-z]+)(\.gz|\.zst)?$/i.exec(file)?.[0] ?? '.jsonl';
}

function fileName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_');
}

export function proveCommand({ output }: MixFacts, { commands }: AuditFacts): string {
  const key = commands.hasKey ? '' : 'outcross keys new && ';
  return `${key}outcross prove ${shellPath(output)}`;
}

export function verifyCommand({ output, proof }: MixFacts): string {
  return `outcross verify ${shellPath(proof ?? `${output}.proof.json`)} --data ${shellPath(output)}`;
}
