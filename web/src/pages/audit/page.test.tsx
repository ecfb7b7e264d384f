import { afterEach, describe, expect, it } from 'vitest';
import type { AuditView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { AnswerDialog } from './answer.tsx';
import { auditWith, itemWith } from './audits.test.support.ts';
import type { Item } from './groups.ts';
import { ItemCard } from './item.tsx';
import AuditPage from './page.tsx';

afterEach(() => views.clear());

function shown(view: Partial<AuditView>, at = '/audit', role: 'read' | 'operate' = 'operate'): string {
  views.put('/api/audit', { history: [], ...view });
  return rendered(<AuditPage />, { at, role });
}

const FAILED = itemWith({
  id: 'a',
  question: 'Is <b>it</b> so?',
  remedy: { command: 'outcross check', where: 'outcross.yaml:4', text: 'Look first.' },
});
const PASSED = itemWith({ id: 'b', question: 'Is that so?', result: 'passed', why: 'it is' });
const NONE = itemWith({
  id: 'c',
  question: 'Does it apply?',
  result: 'not-applicable',
  why: 'no model of ours',
});

describe('the audit', () => {
  it('says that it did not wait for the cluster that outcross.yaml names', () => {
    const audit = auditWith([PASSED]);
    expect(textOf(shown({ audit, cluster: true }))).toContain('outcross audit reads them on the cluster');
    expect(textOf(shown({ audit }))).not.toContain('spark');
  });

  it('says at once whether it passed, why not, and the score', () => {
    const text = textOf(shown({ audit: auditWith([FAILED]) }));
    expect(text).toContain('✕ Failed');
    expect(text).toContain('1 item of severity high or above failed');
    expect(text).toContain('Score 61.5 of 100, weighed by severity');
    const passed = { ...auditWith([PASSED]), status: 'passed' as const, reasons: [] };
    expect(textOf(shown({ audit: passed }))).toContain('The gates of this workspace hold.');
  });

  it('leads from a stage to its items', () => {
    const markup = shown({ audit: auditWith([FAILED]) });
    expect(markup).toContain('href="#stage-sources"');
    expect(markup).toContain('id="stage-sources"');
  });

  it('gives evidence with its event, and what mends the item', () => {
    const markup = shown({ audit: auditWith([FAILED]) });
    const text = textOf(markup);
    expect(text).toContain('Is <b>it</b> so?');
    expect(text).toContain('forum data/forum.jsonl event 3');
    expect(markup).toContain('href="/ledger?before=4"');
    expect(text).toContain('Look first. Edit outcross.yaml:4 outcross check');
  });

  it('keeps what needs nobody to one line each', () => {
    const markup = shown({ audit: auditWith([FAILED, PASSED, NONE]) });
    expect(textOf(markup)).toContain('1 passed, 1 does not apply');
    expect(textOf(markup)).toContain('Does it apply? Does not apply: no model of ours');
    expect(markup).not.toMatch(/<details[^>]*open/);
  });

  it('opens the list of a stage where nothing needs anybody', () => {
    expect(shown({ audit: auditWith([PASSED]) })).toMatch(/<details[^>]*open/);
  });

  it('shows what the address asks for', () => {
    const audit = auditWith([FAILED, PASSED]);
    expect(textOf(shown({ audit }, '/audit?result=passed'))).not.toContain('Is <b>it</b> so?');
    expect(textOf(shown({ audit }, '/audit?q=nowhere'))).toContain('No item is like that.');
    expect(textOf(shown({ audit }, '/audit?when=after-training'))).toContain('No item is like that.');
  });

  it('lists recorded audits, each leading to its event', () => {
    const history = [{ seq: 20, at: '2020-01-01T00:00:00.000Z', status: 'failed', score: 50 }];
    const markup = shown({ history });
    expect(textOf(markup)).toContain('2020-01-01 failed 50 20');
    expect(markup).toContain('href="/ledger?before=21"');
  });

  it('says what to run without a workspace', () => {
    const absent = { why: 'there is no outcross.yaml here or above', command: 'outcross init' };
    expect(textOf(shown({ absent }))).toContain('outcross init');
  });

  it('says why somebody who only looks cannot record one', () => {
    expect(shown({ audit: auditWith([]) }, '/audit', 'read')).toMatch(
      /aria-disabled="true" title="Needs the role/,
    );
  });
});

describe('an item', () => {
  const card = (item: Item, role: 'read' | 'review' = 'review') =>
    rendered(<ItemCard item={item} chosen={false} onAnswer={() => {}} />, { role });

  it('can be answered by those who may, where it can be answered at all', () => {
    expect(card(itemWith({ answerable: false }))).not.toContain('Answer');
    expect(textOf(card(itemWith({ answerable: true, result: 'not-answered' })))).toContain('Answer');
    expect(textOf(card(itemWith({ answerable: true, result: 'passed' })))).toContain('Answer anew');
    expect(card(itemWith({ answerable: true }), 'read')).toContain('aria-disabled="true"');
  });

  it('that passed needs no remedy', () => {
    const remedy = { command: 'outcross check' };
    expect(card(itemWith({ result: 'passed', remedy }))).not.toContain('outcross check');
    expect(card(itemWith({ result: 'not-answered', remedy }))).toContain('outcross check');
  });

  it('says its severity, its moment and its result in words', () => {
    expect(
      textOf(card(itemWith({ severity: 'critical', when: 'before-training', result: 'failed' }))),
    ).toContain('failed critical, before training');
  });

  it('is reached by a link', () => {
    expect(card(itemWith({ id: 'sources.x' }))).toContain('href="/audit?item=sources.x"');
  });
});

describe('the answer', () => {
  it('names who answers, and asks what it rests on', () => {
    const markup = rendered(<AnswerDialog item={FAILED} onClose={() => {}} onDone={() => {}} />);
    expect(textOf(markup)).toContain('Record as ada');
    expect(markup.match(/type="radio"/g)).toHaveLength(3);
    expect(markup).toMatch(/aria-disabled="true" title="Choose an answer."/);
    expect(markup).toContain('maxLength="2000"');
  });
});
