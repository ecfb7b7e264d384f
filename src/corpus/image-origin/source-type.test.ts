import { describe, expect, it } from 'vitest';
import { ORIGINS } from '../example.ts';
import {
  originOfSourceType,
  SOURCE_TYPES,
  sourceTypeTerm,
  sourceTypeUri,
  TERM_OF_ORIGIN,
} from './source-type.ts';

describe('originOfSourceType', () => {
  it('takes what a model made for synthetic, in part for mixed, and a capture for human', () => {
    expect(originOfSourceType(sourceTypeUri('trainedAlgorithmicMedia'))).toBe('synthetic');
    expect(originOfSourceType(sourceTypeUri('algorithmicMedia'))).toBe('synthetic');
    expect(originOfSourceType(sourceTypeUri('compositeWithTrainedAlgorithmicMedia'))).toBe('mixed');
    expect(originOfSourceType(sourceTypeUri('digitalCapture'))).toBe('human');
    expect(originOfSourceType(sourceTypeUri('screenCapture'))).toBe('unknown');
  });

  it('does not guess at terms that it does not know', () => {
    for (const value of [
      '',
      'photo',
      'constructor',
      '__proto__',
      `${sourceTypeUri('digitalCapture')}x`,
      'http://a.example/digitalCapture',
    ])
      expect(originOfSourceType(value)).toBe('unknown');
  });

  it('reads a term with its address, by http and https, or alone', () => {
    const address = sourceTypeUri('print');
    for (const value of [address, address.replace('http:', 'https:'), 'print', ` ${address}\n`])
      expect(sourceTypeTerm(value)).toBe('print');
    expect(sourceTypeTerm('http://c2pa.org/digitalsourcetype/trainedAlgorithmicData')).toBe(
      'trainedAlgorithmicMedia',
    );
  });

  it('has an origin of the vocabulary for every term, and a term for what needs no more to be said', () => {
    for (const origin of Object.values(SOURCE_TYPES)) expect(ORIGINS).toContain(origin);
    for (const [origin, term] of Object.entries(TERM_OF_ORIGIN)) expect(SOURCE_TYPES[term]).toBe(origin);
  });
});
