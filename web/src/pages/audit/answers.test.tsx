import fc from 'fast-check';
import { afterEach, describe, it } from 'vitest';
import { AuditView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { STRANGE, tryAnswers } from '../../shell/answers.test.support.ts';
import { rendered } from '../../shell/rendered.test.support.tsx';
import { auditWith, itemWith } from './audits.test.support.ts';
import { type Item, RESULTS } from './groups.ts';
import AuditPage from './page.tsx';

afterEach(() => views.clear());

const text = fc.constantFrom(...STRANGE);

const items: fc.Arbitrary<Item> = fc
  .record(
    {
      id: text,
      question: text,
      why: text,
      result: fc.constantFrom(...RESULTS),
      answerable: fc.boolean(),
      evidence: fc.array(
        fc.record({ text, file: text, seq: fc.nat() }, { requiredKeys: ['text'], noNullPrototype: true }),
        { maxLength: 3 },
      ),
      remedy: fc.record({ text, where: text, command: text }, { requiredKeys: [], noNullPrototype: true }),
      waiver: fc.record({ owner: text, expires: text, reason: text }),
    },
    { requiredKeys: ['id', 'result'], noNullPrototype: true },
  )
  .map((more) => itemWith(more as Partial<Item>));

const audit = fc.array(items, { maxLength: 4 }).map((all) => {
  const { score: _, ...rest } = auditWith(all);
  return { ...rest, reasons: all.map(({ why }) => ({ gate: 'severity', text: why, items: [] })) };
});

describe('whatever the server may answer', () => {
  it.each(['/audit', '/audit?item=g1&result=passed', '/audit?when=%E2%80%AE&q=%00'])(
    'the audit at %s bears it, and hides nothing',
    (at) => {
      const show = (view: AuditView) => {
        views.put('/api/audit', view);
        return rendered(<AuditPage />, { at });
      };
      tryAnswers<AuditView>(AuditView, show, { audit }, 25);
    },
  );
});
