import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { fillTemplate, parseTemplate, quoted } from './shell-template.ts';

/** What a shell makes of a command that prints its words, one a line. */
function words(command: string): string[] {
  const printed = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' });
  return printed.split('\u0001').slice(0, -1);
}

const PRINT = "printf '%s\\001'";

function slots(command: string): string[] {
  return parseTemplate(command).flatMap((part) =>
    typeof part === 'string' ? [] : [`${part.name}:${part.quoting}`],
  );
}

const NASTY = [
  '/tmp/a b',
  "it's",
  'say "x"',
  '$HOME',
  '`id`',
  'back\\slash',
  '*',
  '; rm -rf nowhere',
  'new\nline',
  '-n',
  '',
];

describe('a value put into a command', () => {
  it.each(NASTY)('is one word, as it is, outside quotes and within: %j', (value) => {
    const template = parseTemplate(
      `${PRINT} {v} "{v}" '{v}' x{v}y "$(printf %s. {v})" "$(printf %s. "{v}")"`,
    );
    expect(words(fillTemplate(template, { v: value }))).toEqual([
      ...[value, value, value, `x${value}y`],
      // The dot keeps a newline at the end, which a substitution takes away.
      ...[`${value}.`, `${value}.`],
    ]);
  });

  it('is what it was, whatever characters it has', () => {
    const text = fc.string({ unit: fc.constantFrom(...`ab '"$\`\\(){}*?~#&|<>!;\n`) });
    fc.assert(
      fc.property(text, (value) => {
        const template = parseTemplate(`${PRINT} {v} "{v}" '{v}'`);
        expect(words(fillTemplate(template, { v: value }))).toEqual([value, value, value]);
      }),
      { numRuns: runs(40) },
    );
  });

  it('is put in as it is where it is a command', () => {
    const template = parseTemplate('{run} {v}');
    expect(fillTemplate(template, { run: 'a b', v: 'a b' }, ['run'])).toBe("a b 'a b'");
  });
});

describe('quoted', () => {
  it('leaves plain paths alone', () => {
    expect(quoted('/a/b-1_c.jsonl')).toBe('/a/b-1_c.jsonl');
  });
});

describe('parseTemplate', () => {
  it('knows the quotes around each placeholder', () => {
    expect(slots(`a {x} "{x}" '{x}' "a'{x}" 'a"{x}' \\"{x}`)).toEqual([
      'x:plain',
      'x:double',
      'x:single',
      'x:double',
      'x:single',
      'x:plain',
    ]);
  });

  it('follows command substitutions into quotes and out again', () => {
    expect(slots('"$(cat {x} "{x}" \'{x}\')" {x}')).toEqual(['x:plain', 'x:double', 'x:single', 'x:plain']);
    expect(slots('(cd a; b {x}) "c{x}"')).toEqual(['x:plain', 'x:double']);
  });

  it('is not misled by an apostrophe in a comment', () => {
    expect(slots("a # don't {y}\nb {x}")).toEqual(['x:plain']);
    expect(slots("a#b 'c{x}'")).toEqual(['x:single']);
  });

  it('sees where no value can be quoted', () => {
    expect(slots('a `b {x}`')).toEqual(['x:backtick']);
    expect(slots("python - <<'END'\n{x}\nEND")).toEqual(['x:here-document']);
    expect(slots('cat <<< {x}')).toEqual(['x:plain']);
  });

  it.each([
    '$'.concat('{HOME}'),
    '$'.concat('{x:-y}'),
    '{1..3}',
    '{a,b}',
    '{ a; }',
    '\\{x}',
    '{}',
    "awk '{ print $1 }'",
  ])('leaves %s to the shell', (command) => {
    expect(parseTemplate(command)).toEqual([command]);
  });

  it('gives the shell its own braces back', () => {
    expect(fillTemplate(parseTemplate("awk '{{print}}' {x}"), { x: 'a' })).toBe("awk '{print}' a");
  });

  it('holds every character of a command without placeholders', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`a '"$\`\\()#&|<>;\n`) }), (command) => {
        expect(parseTemplate(command).join('')).toBe(command);
      }),
    );
  });
});
