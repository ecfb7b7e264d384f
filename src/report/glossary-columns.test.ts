import { describe, expect, it } from 'vitest';
import { people, tableProfileOf } from '../../test/fixtures/tables.ts';
import { columnMeasures } from '../compare/columns/column-measures.ts';
import { makeSubjects } from '../compare/subject.ts';
import { isKnownSignal, signalTitle, termOf } from './glossary.ts';
import { columnTerm } from './glossary-columns.ts';
import { visible } from './visible.ts';

const [human, own] = makeSubjects(
  ['h', 'g'].map((name) => ({ name, profile: tableProfileOf(people(name, 300)) })),
  300,
);
const measured = columnMeasures(human, [human, own]).map(({ name }) => name);

describe('columnTerm', () => {
  it('knows every signal that columns have, and on which side of it is worse', () => {
    const side = { falls: 'lower', rises: 'higher', flag: 'neither' } as const;
    expect(measured.length).toBeGreaterThan(10);
    for (const { id, direction } of measured) {
      expect(isKnownSignal(id), id).toBe(true);
      expect(columnTerm(id), id).toMatchObject({ worse: side[direction] });
      expect(termOf(id).meaning, id).toMatch(/^[A-Z].{20,}\.$/);
      expect(termOf(id).reading, id).toMatch(/^[A-Z].{20,}\.$/);
    }
  });

  it('gives every signal of a table a title of its own', () => {
    const titles = measured.map(signalTitle);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toContain('High tail, age, 1%');
  });

  it('names the column whatever it is called: with colons, of a prototype, or not at all', () => {
    expect(columnTerm('column.spread:a:b')!.title).toBe('Spread, a:b');
    expect(columnTerm('column.spread:__proto__')!.title).toBe('Spread, __proto__');
    expect(columnTerm('column.missing:')!.title).toBe('Missing, ');
    expect(columnTerm('column.hill:größe 😀')!.title).toBe('Effective categories, größe 😀');
  });

  it('shows no control of a terminal, and no more than 24 characters of a name', () => {
    const { title } = columnTerm(`column.spread:\u001b[31m\u202e${'x'.repeat(500)}`)!;
    expect(visible(title)).toBe(title);
    expect([...title].length).toBe('Spread, '.length + 24);
    expect(title.endsWith('…')).toBe(true);
  });

  it.each([
    'column',
    'column.spread',
    'column.spreads:age',
    'column.correlation:age',
    'spread:age',
    ':age',
    '',
    'constructor:age',
    '__proto__:age',
    'toString:x',
  ])('knows no signal "%s"', (id) => {
    expect(columnTerm(id)).toBeUndefined();
  });
});
