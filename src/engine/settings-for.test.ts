import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../profile/profile.ts';
import { SYNTAX_ID } from '../syntax/grammar.ts';
import { settingsFor } from './settings-for.ts';

describe('settingsFor', () => {
  it('are the default ones for text', () => {
    expect(settingsFor({})).toEqual(DEFAULT_SETTINGS);
  });

  it('name the grammars that code is parsed by', () => {
    const settings = settingsFor({ modality: 'code' });
    expect(settings.tokenizer).toBe(SYNTAX_ID);
    expect(settings.tokenizer).toMatch(/^syntax-1\/tree-sitter-wasm-\d+\.\d+\.\d+/);
    expect(settings.modality).toBe('code');
  });

  it('name the encoder of the vectors', () => {
    expect(settingsFor({}, { source: 'lexical', dimension: 256 }).encoder).toBe('lexical-1/256');
    expect(settingsFor({}).encoder).toBe('');
  });

  it('keep what the base says of sizes and texts', () => {
    const base = { ...DEFAULT_SETTINGS, texts: false, pairs: 64 };
    expect(settingsFor({ modality: 'code' }, undefined, base)).toMatchObject({ texts: false, pairs: 64 });
  });
});
