import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { auditWith, itemWith, RESULT_SEVERITY } from './audits.test.support.ts';
import { groups, isShown, isWhole, RESULTS, settledText, waiverText } from './groups.ts';
import { Settled } from './item.tsx';
import AuditPage from './page.tsx';

afterEach(() => views.clear());

function shown(view: Partial<AuditView>, at = '/audit', role: 'read' | 'review' = 'review'): string {
  views.put('/api/audit', { history: [], ...view });
  return rendered(<AuditPage />, { at, role });
}

const NO_FILTER = { when: '', result: '', text: '' };

const item = fc
  .record({
    id: fc.uuid(),
    result: fc.constantFrom(...RESULTS),
    severity: fc.constantFrom(...RESULT_SEVERITY),
    answerable: fc.boolean(),
  })
  .map((more) => itemWith(more));

describe('the evidence of an item', () => {
  const piecesOf = (many: number) => {
    const evidence = Array.from({ length: many }, (_, i) => ({ text: `piece ${i + 1};` }));
    return textOf(shown({ audit: auditWith([itemWith({ result: 'failed', evidence })]) }));
  };

  it('is shown whole where it is short', () => {
    expect(piecesOf(9)).toContain('piece 9;');
    expect(piecesOf(9)).not.toContain('Show all');
  });

  it('is shown in part where a long line has a thousand pieces', () => {
    const text = piecesOf(1000);
    expect(text).toContain('piece 8;');
    expect(text).not.toContain('piece 9;');
    expect(text).toContain('Show all 1,000');
  });
});

describe('the checklist', () => {
  it('loses no item without a filter, and puts what needs somebody first', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), (items) => {
        const all = groups(auditWith(items), NO_FILTER).flatMap((group) => group.items);
        expect(all.map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort());
        const ranks = all.map(({ result }) => RESULTS.indexOf(result));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });

  it('shows every item either whole or in one line, never both and never neither', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), (items) => {
        const markup = shown({ audit: auditWith(items) });
        for (const { id } of items) expect(markup.match(new RegExp(` id="${id}"`, 'g'))).toHaveLength(1);
      }),
      { numRuns: 20 },
    );
  });

  it('is found by its words, in any case, and not by those of no item', () => {
    const one = itemWith({ question: 'Is every SOURCE registered?' });
    expect(isShown(one, { ...NO_FILTER, text: ' source ' })).toBe(true);
    expect(isShown(one, { ...NO_FILTER, text: 'moon' })).toBe(false);
  });

  it('stands whole where a link leads to it, or somebody asks for it', () => {
    const passed = itemWith({ id: 'p', result: 'passed' });
    expect(isWhole(passed, NO_FILTER, '')).toBe(false);
    expect(isWhole(passed, NO_FILTER, 'p')).toBe(true);
    expect(isWhole(passed, { ...NO_FILTER, text: 'x' }, '')).toBe(true);
    expect(isWhole(itemWith({ result: 'waived' }), NO_FILTER, '')).toBe(true);
  });

  it('counts what is settled in words that fit', () => {
    const of = (result: 'passed' | 'not-applicable') => itemWith({ result });
    expect(settledText([of('passed'), of('not-applicable')])).toBe('1 passed, 1 does not apply');
    expect(settledText([of('not-applicable'), of('not-applicable')])).toBe('2 do not apply');
    expect(settledText([])).toBe('');
  });

  it('shows a filter of an address that is none, so that it can be taken back', () => {
    const markup = shown({ audit: auditWith([itemWith({})]) }, '/audit?result=odd&when=never');
    const chosen = [...markup.matchAll(/<option[^>]*selected="">([^<]*)/g)].map(([, label]) => label);
    expect(chosen).toEqual(['never', 'odd']);
    expect(textOf(markup)).toContain('No item is like that.');
  });
});

describe('a waiver', () => {
  it('says who answers for it, until when and why', () => {
    const waiver = { owner: 'ada\u202e', expires: '2026-12-31', reason: 'a <b>pilot</b>' };
    const waived = itemWith({ result: 'waived', waiver } as never);
    expect(waiverText(waived)).toContain('answers for it until 2026-12-31');
    expect(textOf(shown({ audit: auditWith([waived]) }))).toContain(
      'ada[U+202E] answers for it until 2026-12-31: a <b>pilot</b>',
    );
    expect(waiverText(itemWith({}))).toBeUndefined();
  });
});

describe('what is settled', () => {
  it('can be opened by keyboard, and says why in one line', () => {
    const long = itemWith({ result: 'passed', why: 'because '.repeat(60) });
    const markup = rendered(<Settled items={[long]} onOpen={() => {}} />);
    expect(markup).toMatch(/<button type="button">/);
    expect(textOf(markup).length).toBeLessThan(260);
  });
});

describe('the standing', () => {
  it('without a score has a dash, not a nought', () => {
    const { score: _, ...audit } = auditWith([itemWith({})]);
    const scores = audit.scores.map(({ score: __, ...rest }) => rest);
    const text = textOf(shown({ audit: { ...audit, scores } }));
    expect(text).toContain('Score \u2013 of 100');
    expect(text).toContain('nothing applies');
  });

  it('is reported to who only looks, who may do nothing about it', () => {
    const open = itemWith({ answerable: true, result: 'not-answered' });
    const markup = shown({ audit: auditWith([open]) }, '/audit', 'read');
    expect(textOf(markup)).toContain('Failed');
    expect(markup.match(/aria-disabled="true"/g)).toHaveLength(2);
  });

  it('of an audit that was never recorded says how one is', () => {
    expect(textOf(shown({}))).toContain('None yet: “Run and record” writes one.');
  });
});
