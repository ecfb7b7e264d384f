import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../corpus/languages.ts';
import { parsed } from './parsed.test.support.ts';
import { BROKEN, SNIPPETS } from './snippets.test.support.ts';
import { noMeasures, SourceMeter } from './source-measures.ts';

async function measured(text: string, language: Language = 'python') {
  const { nodes, grammar, broken } = await parsed(text, language);
  const sum = noMeasures();
  new SourceMeter().add(nodes, grammar, broken, text.length, sum);
  return sum;
}

describe('SourceMeter', () => {
  it('measures comments, and that all of it parses', async () => {
    expect(await measured('# one\nx = 1  # two\n')).toMatchObject({
      units: 19,
      commentUnits: 10,
      errorUnits: 0,
      broken: false,
      pieces: 1,
    });
  });

  it.each<[Language, string, string]>([
    ['rust', '/// one\nfn f() {}\n', '/// one\n'],
    ['rust', '//! one\n/** two */ /* three */ // four\nfn f() {}', '//! one\n/** two *//* three */// four'],
    ['rust', '/* a /* b */ c */ fn f() {}', '/* a /* b */ c */'],
    ['java', '/** one */ class A { /* two */ }', '/** one *//* two */'],
    ['go', 'package p // one\n', '// one'],
    ['tsx', 'const a = <b>{/* one */}</b>;', '/* one */'],
    ['python', '"""none"""\n', ''],
    ['javascript', 'const a = "// none";', ''],
  ])('counts each character of a comment of %s once: %j', async (language, text, comments) => {
    expect((await measured(text, language)).commentUnits).toBe(comments.length);
  });

  it('finds no more comment than source, and no more error, in whatever is broken', async () => {
    for (const language of LANGUAGES) {
      for (const text of [...BROKEN, SNIPPETS.rust, '/// d\n'.repeat(50), '/*'.repeat(50)]) {
        const { units, commentUnits, errorUnits } = await measured(text, language);
        expect(commentUnits, `${language} ${text}`).toBeLessThanOrEqual(units);
        expect(errorUnits, `${language} ${text}`).toBeLessThanOrEqual(units);
      }
    }
  });

  it('measures how deep code nests', async () => {
    const flat = await measured('x = 1\ny = 2\n');
    const deep = await measured('if a:\n  if b:\n    if c:\n      x = 1\n');
    expect(deep.depth).toBeGreaterThan(flat.depth + 4);
  });

  it('counts what fits no rule, an error inside another once', async () => {
    const sum = await measured(
      'Call me Ishmael. Some years ago, never mind how long precisely, ((([ having little.',
      'java',
    );
    expect(sum.broken).toBe(true);
    expect(sum.errorUnits).toBeGreaterThan(0);
    expect(sum.errorUnits).toBeLessThanOrEqual(sum.units);
  });

  it('is broken where something is missing, though no unit is in error', async () => {
    const sum = await measured('class A { int x = 1 }', 'java');
    expect(sum).toMatchObject({ broken: true, errorUnits: 0 });
  });

  it('sums pieces, and counts a refused one as an error whole', async () => {
    const meter = new SourceMeter();
    const sum = noMeasures();
    const { nodes, grammar, broken } = await parsed('x = 1\n', 'python');
    meter.add(nodes, grammar, broken, 6, sum);
    meter.refuse(100, sum);
    expect(sum).toMatchObject({ units: 106, errorUnits: 100, refused: 1, pieces: 2, broken: true });
  });
});
