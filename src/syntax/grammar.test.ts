import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../corpus/languages.ts';
import { grammarKey, SYNTAX_ID } from './grammar.ts';
import { Grammars } from './grammars.ts';
import { ROLE } from './roles.ts';

describe('grammars', () => {
  it('are loaded once, and shared by C and C++', async () => {
    const grammars = await Grammars.start();
    await grammars.load(['c', 'cpp', 'c']);
    expect(grammars.of('c')).toBe(grammars.of('cpp'));
    expect([...grammars.all()]).toHaveLength(1);
    const before = grammars.of('c');
    await grammars.load(['cpp']);
    expect(grammars.of('cpp')).toBe(before);
    grammars.close();
    expect([...grammars.all()]).toEqual([]);
  });

  it('know names, calls, arguments and comments in every language', async () => {
    const grammars = await Grammars.start();
    await grammars.load(LANGUAGES);
    for (const language of LANGUAGES) {
      const { roles, names } = grammars.of(language);
      for (const role of [ROLE.name, ROLE.call, ROLE.arguments, ROLE.chain, ROLE.comment]) {
        expect(
          roles.some((bits) => (bits & role) !== 0),
          `${language} ${role}`,
        ).toBe(true);
      }
      expect(roles.length).toBe(names.length);
    }
  });

  it('give types of node of different families different hashes, named ones and key words too', async () => {
    const grammars = await Grammars.start();
    await grammars.load(['java', 'python', 'typescript', 'tsx']);
    const lanes = (language: 'java' | 'python' | 'typescript' | 'tsx', name: string) => {
      const { names, hi, lo } = grammars.of(language);
      return names.flatMap((own, id) => (own === name ? [`${hi[id]} ${lo[id]}`] : []));
    };
    expect(lanes('java', 'identifier')[0]).not.toBe(lanes('python', 'identifier')[0]);
    expect(lanes('typescript', 'identifier')[0]).toBe(lanes('tsx', 'identifier')[0]);
    expect(new Set(lanes('typescript', 'string')).size).toBeGreaterThan(1);
  });

  it('stand in the id of the tokens with their version', () => {
    expect(SYNTAX_ID).toMatch(/^syntax-1\/tree-sitter-wasm-\d/);
    expect(grammarKey('c')).toBe('cpp');
  });
});
