import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { readYaml } from '../config/read-yaml.ts';
import { workspaceSchema } from '../workspace.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { type PolicySection, readPolicy } from './read-policy.ts';

/** The section alone, with the definitions that it refers to. */
const SCHEMA = {
  ...workspaceSchema(),
  $id: undefined,
  properties: undefined,
  additionalProperties: undefined,
  $ref: '#/$defs/policy',
};

function read(text: string) {
  const file = readYaml<PolicySection>(text, 'outcross.yaml', SCHEMA);
  return readPolicy(file.value, file.placeOf);
}

function failure(text: string): OutcrossError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof OutcrossError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('readPolicy', () => {
  it('gives what ships where nothing is declared', () => {
    expect(read('')).toEqual(DEFAULT_POLICY);
  });

  it('takes a number as a size in examples', () => {
    expect(read('size: 500').size).toEqual({ examples: 500 });
    expect(read('size: {tokens: 900}').size).toEqual({ tokens: 900 });
    expect(read('size: all').size).toBe('all');
  });

  it('reads caps of every value and by name', () => {
    expect(read('caps:\n  source: 0.25\n  model: {gpt-x: 0.1}\n').caps).toEqual({
      source: 0.25,
      model: { 'gpt-x': 0.1 },
    });
  });

  it('refuses to replace without an explicit floor of human data', () => {
    const error = failure('seed: 2\nmode: replace\n');
    expect(error).toMatchObject({ code: 'E_POLICY', where: 'outcross.yaml:2' });
    expect(failure('mode: replace\nhuman: {minimum: 0}\n').code).toBe('E_POLICY');
    expect(read('mode: replace\nhuman: {minimum: 0.1}\n').mode).toBe('replace');
  });

  it('refuses rules that exclude each other', () => {
    expect(failure('human: {minimum: 0.5, share: 0.2}').message).toBe(
      'human.share 0.2 is below human.minimum 0.5',
    );
    expect(failure('human: {minimum: 0.1, share: 0.2}\ntail: {minimum: 0.3}').where).toBe('outcross.yaml:2');
  });

  it('suggests the nearest key for a typing error', () => {
    expect(failure('humann:\n  minimum: 0.2\n')).toMatchObject({
      code: 'E_CONFIG',
      where: 'outcross.yaml:1',
      hint: 'Did you mean "human"?',
    });
    expect(failure('human: {minimum: 1.2}').message).toBe('"human.minimum" must be <= 1, not 1.2');
    expect(failure('size: {example: 3}').hint).toBe('Did you mean "examples"?');
    expect(failure('size: 0').code).toBe('E_CONFIG');
  });
});
