import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import { parseTemplate, type Slot, type Template } from './shell-template.ts';

/** What may stand in a command, and what it becomes. */
export const PLACEHOLDERS = {
  data: 'the training set, JSON lines',
  model: 'the model of this generation',
  previousModel: 'the model of the generation before; for the first that of `base`',
  generation: 'the number of the generation, from 1',
  out: 'where to write: a file or a folder',
  seed: 'a number below 2^31, another for each command of each generation',
  examples: 'the examples that are asked for',
  human: 'the reservoir of human examples, JSON lines',
  holdout: 'the human examples that are only measured against, JSON lines',
  outcross: 'this program',
} as const;
export type Placeholder = keyof typeof PLACEHOLDERS;

export type CommandName = 'train' | 'sample';

/** Placeholders that a command cannot do without, and those that mean nothing in it. */
const RULES: Readonly<
  Record<CommandName, { needs: readonly Placeholder[]; refuses: readonly Placeholder[] }>
> = {
  train: { needs: ['data', 'out'], refuses: ['model'] },
  sample: { needs: ['model', 'out'], refuses: [] },
};

/** Put in as it is: it is a command of several words. */
export const RAW = ['outcross'] as const satisfies readonly Placeholder[];

/**
 * The template of a command. Throws `E_CONFIG` at `where` for a placeholder that there is not (with the nearest that there is),
 * one that is lacking, one that means nothing there, and one that stands where no value can be quoted.
 */
export function readCommand(name: CommandName, command: string, where: string): Template {
  const template = parseTemplate(command);
  const slots = template.filter((part) => typeof part !== 'string');
  for (const slot of slots) checkSlot(name, slot, where);
  for (const needed of RULES[name].needs) {
    if (slots.some((slot) => slot.name === needed)) continue;
    const what = PLACEHOLDERS[needed];
    throw configError(where, `"${name}" lacks {${needed}}`, `{${needed}} becomes ${what}.`);
  }
  return template;
}

function checkSlot(name: CommandName, { name: slot, quoting }: Slot, where: string): void {
  const known = Object.keys(PLACEHOLDERS).filter((key) => !isRefused(name, key));
  if (isRefused(name, slot)) {
    throw configError(
      where,
      `"${name}" holds {${slot}}, which is made by it`,
      'A model is written to {out}; the one to start from is {previousModel}.',
    );
  }
  if (!known.includes(slot)) {
    const near = suggestion(slot, known).replace(/"(\w+)"/, '{$1}');
    const list = `Known: ${known.map((key) => `{${key}}`).join(', ')}.`;
    throw configError(
      where,
      `"${name}" holds {${slot}}, which is no placeholder`,
      `${near === '' ? list : near} For the shell's own {${slot}} write {{${slot}}}.`,
    );
  }
  if (quoting === 'backtick' || quoting === 'here-document') {
    const isRaw = (RAW as readonly string[]).includes(slot);
    const place = quoting === 'backtick' ? 'between backquotes' : 'in a here-document';
    throw configError(
      where,
      `"${name}" holds {${slot}} ${place}, where it cannot be quoted`,
      quoting === 'backtick'
        ? `Use ${isRaw ? '' : `the environment variable ${variableOf(slot)}, or `}$(...).`
        : isRaw
          ? 'It is a command: put it before the here-document.'
          : `Use the environment variable ${variableOf(slot)}.`,
    );
  }
  if ((RAW as readonly string[]).includes(slot) && quoting !== 'plain') {
    throw configError(
      where,
      `"${name}" holds {${slot}} between quotes`,
      'It is a command: take the quotes away.',
    );
  }
}

function isRefused(name: CommandName, slot: string): boolean {
  return (RULES[name].refuses as readonly string[]).includes(slot);
}

/** The environment variable that has the value of a placeholder: `previousModel` is OUTCROSS_PREVIOUS_MODEL. */
export function variableOf(placeholder: string): string {
  return `OUTCROSS_${placeholder.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function configError(where: string, message: string, hint: string): OutcrossError {
  return new OutcrossError('E_CONFIG', message, { where, hint });
}
