import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import { type CommandName, PLACEHOLDERS, readCommand, variableOf } from './placeholders.ts';
import { fillTemplate } from './shell-template.ts';

const NEEDED = { train: '{data} {out}', sample: '{model} {out}' } as const;

function failure(name: CommandName, command: string): OutcrossError {
  try {
    readCommand(name, `${NEEDED[name]} ${command}`, 'r.yaml:3');
  } catch (error) {
    if (error instanceof OutcrossError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('readCommand', () => {
  it('takes every placeholder where a value can be quoted', () => {
    for (const name of ['train', 'sample'] as const) {
      for (const placeholder of Object.keys(PLACEHOLDERS)) {
        if (name === 'train' && placeholder === 'model') continue;
        const template = readCommand(name, `${NEEDED[name]} {${placeholder}}`, 'r');
        const names = template.flatMap((part) => (typeof part === 'string' ? [] : [part.name]));
        expect(names).toContain(placeholder);
      }
    }
  });

  it.each([
    ['train', 't {out}', 'data'],
    ['train', 't {data}', 'out'],
    ['sample', 's {out}', 'model'],
    ['sample', 's {model}', 'out'],
  ] as const)('wants of %s %j the placeholder {%s}', (name, command, needed) => {
    expect(() => readCommand(name, command, 'r.yaml:3')).toThrow(
      expect.objectContaining({
        code: 'E_CONFIG',
        where: 'r.yaml:3',
        message: `"${name}" lacks {${needed}}`,
        hint: `{${needed}} becomes ${PLACEHOLDERS[needed]}.`,
      }),
    );
  });

  it('is not content with a placeholder in a comment, after a backslash, or escaped', () => {
    for (const command of ['t {out} # {data}', 't {out} \\{data}', 't {out} {{data}}'])
      expect(() => readCommand('train', command, 'r')).toThrow('lacks {data}');
  });

  it('suggests the placeholder that was meant, and how to write the shell its own', () => {
    expect(failure('train', '{previousmodel}').hint).toBe(
      "Did you mean {previousModel}? For the shell's own {previousmodel} write {{previousmodel}}.",
    );
    const { message, hint } = failure('sample', '{zzzzzzzz}');
    expect(message).toBe('"sample" holds {zzzzzzzz}, which is no placeholder');
    for (const known of Object.keys(PLACEHOLDERS)) expect(hint).toContain(`{${known}}`);
  });

  it('never suggests a placeholder that the command refuses', () => {
    expect(failure('train', '{modle}').hint).not.toMatch(/\{model\}/);
    expect(failure('train', '{model}')).toMatchObject({
      message: '"train" holds {model}, which is made by it',
      hint: expect.stringContaining('{previousModel}'),
    });
  });

  it.each([
    ['`cat {seed}`', 'between backquotes', 'Use the environment variable OUTCROSS_SEED, or $(...).'],
    ['<<END\n{seed}\nEND', 'in a here-document', 'Use the environment variable OUTCROSS_SEED.'],
    // {outcross} has no variable: it is a command.
    ['`{outcross} --version`', 'between backquotes', 'Use $(...).'],
    ['<<END\n{outcross}\nEND', 'in a here-document', 'It is a command: put it before the here-document.'],
  ])('says of %j what would do instead', (command, place, hint) => {
    expect(failure('train', command)).toMatchObject({
      message: expect.stringContaining(`${place}, where it cannot be quoted`),
      hint,
    });
  });

  it('keeps a command out of quotes, and lets it stand in a substitution', () => {
    for (const command of ['"{outcross}"', "'{outcross}'"])
      expect(failure('train', command).hint).toBe('It is a command: take the quotes away.');
    const template = readCommand('train', '{data} {out} "$({outcross} --version)"', 'r');
    expect(fillTemplate(template, { data: 'd', out: 'o', outcross: 'node a.js' }, ['outcross'])).toBe(
      'd o "$(node a.js --version)"',
    );
  });
});

describe('variableOf', () => {
  it('is of upper case, with a line between words, and another for each placeholder', () => {
    expect(variableOf('data')).toBe('OUTCROSS_DATA');
    expect(variableOf('previousModel')).toBe('OUTCROSS_PREVIOUS_MODEL');
    const all = Object.keys(PLACEHOLDERS).map(variableOf);
    expect(new Set(all).size).toBe(all.length);
    for (const name of all) expect(name).toMatch(/^[A-Z_]+$/);
  });
});
