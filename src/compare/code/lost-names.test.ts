import { beforeAll, describe, expect, it } from 'vitest';
import { codeProfileOf } from '../../../test/fixtures/code.ts';
import type { Example } from '../../corpus/example.ts';
import type { Language } from '../../corpus/languages.ts';
import { lostTypes } from '../lost.ts';
import { makeSubjects, type Subject } from '../subject.ts';
import { lostNames } from './lost-names.ts';

function sources(name: string, texts: readonly string[], language: Language = 'python'): Example[] {
  return texts.map((text, i) => ({ id: `${name}${i}`, group: `${name}${i}`, text, language }));
}

const common = Array.from({ length: 30 }, (_, i) => `def f${i % 3}(x):\n    return print(x)\n`);
const rare = [
  'import os.path\n\ndef walk(root):\n    größe = os.path.join(root)\n    try:\n        return größe.strip()\n    finally:\n        pass\n',
  'x = os.path.join(größe, 1)\ntry:\n    y = f(x)[0].strip()\nfinally:\n    pass\n',
];

let holdout: Subject;
let reservoir: Subject;
let generation: Subject;
let bare: Subject;
beforeAll(async () => {
  const profiles = {
    holdout: await codeProfileOf(sources('h', [...common, ...rare])),
    reservoir: await codeProfileOf(sources('r', [...common, ...rare])),
    generation: await codeProfileOf(sources('g', common)),
    bare: await codeProfileOf(sources('h', [...common, ...rare]), false),
  };
  const named = Object.entries(profiles).map(([name, profile]) => ({ name, profile }));
  [holdout, reservoir, generation, bare] = makeSubjects(named, 200);
});

describe('lostNames', () => {
  it('finds calls that a generation does not make, each where it stands in human code', () => {
    const lost = lostNames({ holdout, reservoir }, generation, 'calls', 10);
    expect(lost.map(({ type }) => type)).toContain('os.path.join');
    const { passage, holdoutCount, holdoutExamples } = lost.find(({ type }) => type === 'os.path.join')!;
    expect([holdoutCount, holdoutExamples]).toEqual([2, 2]);
    expect(passage.text.slice(passage.start, passage.end)).toBe('os.path.join');
    expect(lost.map(({ type }) => type)).not.toContain('print');
  });

  it('finds names that are not ASCII', () => {
    const lost = lostNames({ holdout, reservoir }, generation, 'names', 50);
    const found = lost.find(({ type }) => type === 'größe')!;
    expect(found.passage.text.slice(found.passage.start, found.passage.end)).toBe('größe');
    expect(lost.map(({ type }) => type)).not.toContain('f1');
  });

  it('finds none where all are held, and none without texts', () => {
    expect(lostNames({ holdout, reservoir }, reservoir, 'calls', 10)).toEqual([]);
    expect(lostNames({ holdout: bare, reservoir }, generation, 'calls', 10)).toEqual([]);
  });

  it('shows no more than it is asked for', () => {
    expect(lostNames({ holdout, reservoir }, generation, 'names', 1)).toHaveLength(1);
  });
});

describe('lostTypes of code', () => {
  it('names lost constructs, and shows the code that held them', () => {
    const lost = lostTypes(holdout, reservoir, generation, 1, 20);
    const types = lost.map(({ type }) => type);
    expect(types).toContain('try_statement > finally_clause');
    expect(types).not.toContain('block > return_statement');
    const { passage } = lost[types.indexOf('try_statement > finally_clause')];
    expect(passage.text.slice(passage.start, passage.end)).toMatch(/^finally:\s+pass/);
  });

  it('names sequences of constructs', () => {
    const lost = lostTypes(holdout, reservoir, generation, 2, 50);
    expect(lost.map(({ type }) => type)).toContain('try_statement > finally_clause, finally_clause > block');
  });

  it('shows none where profiles carry no text', () => {
    expect(lostTypes(bare, reservoir, generation, 1, 20)).toEqual([]);
  });

  it('cuts a construct that is a whole file', async () => {
    const long = `class A:\n${'    x = 1\n'.repeat(200)}`;
    const of = (name: string, texts: string[]) => codeProfileOf(sources(name, texts));
    const [h, r, g] = makeSubjects(
      [
        { name: 'h', profile: await of('h', [long, long, ...common]) },
        { name: 'r', profile: await of('r', [long, long, ...common]) },
        { name: 'g', profile: await of('g', common) },
      ],
      200,
    );
    const lost = lostTypes(h, r, g, 1, 50).find(({ type }) => type === 'module > class_definition')!;
    expect(lost.passage.end - lost.passage.start).toBe(241);
    expect(lost.passage.text.length).toBeLessThan(500);
  });
});
