import { beforeAll, describe, expect, it } from 'vitest';
import { codeCorpus, codeProfileOf } from '../../test/fixtures/code.ts';
import { codeMeasures } from '../compare/code/code-measures.ts';
import type { MeasureName } from '../compare/estimate.ts';
import { makeSubjects } from '../compare/subject.ts';
import { isKnownSignal, signalTitle } from './glossary.ts';
import { CODE_TERMS } from './glossary-code.ts';

let measured: MeasureName[];
beforeAll(async () => {
  const profile = await codeProfileOf(codeCorpus({ seed: 'h', examples: 20 }));
  const [subject] = makeSubjects([{ name: 'h', profile }], 100);
  measured = codeMeasures(subject, [subject]).map(({ name }) => name);
});

describe('the terms of code', () => {
  it('explain every signal that only code has, and no other', () => {
    expect(Object.keys(CODE_TERMS).sort()).toEqual([...new Set(measured.map(({ id }) => id))].sort());
  });

  it('agree with the direction of each signal about which side is worse', () => {
    const side = { falls: 'lower', rises: 'higher', flag: 'neither' } as const;
    for (const { id, direction } of measured) {
      expect(isKnownSignal(id), id).toBe(true);
      expect(CODE_TERMS[id].worse, id).toBe(side[direction]);
    }
  });

  it('are whole sentences under short titles, one a signal', () => {
    for (const [id, { title, meaning, reading }] of Object.entries(CODE_TERMS)) {
      expect(title.length, id).toBeLessThanOrEqual(24);
      for (const sentence of [meaning, reading]) expect(sentence, id).toMatch(/^[A-Z].{20,}\.$/);
    }
    const titles = measured.map(signalTitle);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
