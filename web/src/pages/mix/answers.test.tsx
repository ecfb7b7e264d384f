import fc from 'fast-check';
import { afterEach, describe, it } from 'vitest';
import { MixBuilt, MixView, PlanView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { STRANGE, tryAnswers } from '../../shell/answers.test.support.ts';
import { rendered } from '../../shell/rendered.test.support.tsx';
import { formOf, problems } from './form.ts';
import MixPage from './page.tsx';
import { Plan } from './plan.tsx';
import { MIX } from './plans.test.support.ts';
import { policies } from './policies.test.support.ts';
import { knownValues, PolicyForm } from './policy-form.tsx';

afterEach(() => views.clear());

const text = fc.constantFrom(...STRANGE);
const share = fc.constantFrom(0, 0.25, 1);

const rows = fc.uniqueArray(
  fc.record(
    { value: text, examples: fc.nat(), tokens: fc.nat(), shareOfExamples: share, shareOfTokens: share },
    { requiredKeys: ['examples', 'tokens', 'shareOfExamples', 'shareOfTokens'], noNullPrototype: true },
  ),
  { maxLength: 8, selector: ({ value }) => value },
);

const composition = fc.record({
  examples: fc.nat(),
  tokens: fc.nat(),
  byOrigin: rows,
  bySource: rows,
  byModel: rows,
  byGeneration: rows,
});

const remedies = fc.array(fc.record({ rule: text, value: share, text }), { maxLength: 3 });
const documents = { policy: policies, composition, remedies };

describe('whatever the server may answer', () => {
  it('a plan bears it, and hides nothing', () => {
    const show = (plan: PlanView) => rendered(<Plan plan={plan} stale={false} remedy={() => undefined} />);
    tryAnswers<PlanView>(PlanView, show, documents);
  });

  it('the page of the next mix bears it, and hides nothing', () => {
    const show = (mix: MixView) => {
      views.put('/api/mix', mix);
      return rendered(<MixPage />, { at: '/mix' });
    };
    tryAnswers<MixView>(MixView, show, documents, 8);
  });

  it('the form bears every policy, with whatever a plan knows', () => {
    const show = (plan: PlanView) => {
      const form = formOf(plan.policy);
      return (
        rendered(<PolicyForm form={form} problems={problems(form)} onChange={() => {}} plan={plan} />) +
        knownValues(plan, 'model').length
      );
    };
    const caps = fc.record({ source: fc.dictionary(text, share, { noNullPrototype: true }) });
    const named = fc.tuple(policies, caps).map(([policy, own]) => ({ ...policy, caps: own }));
    tryAnswers<PlanView>(PlanView, show, { ...documents, policy: named }, 8);
  });

  it('a mix that was built bears it, and hides nothing', () => {
    const show = (built: MixBuilt) => {
      views.put('/api/mix', MIX);
      views.put(`/api/mixes/${'ab'.repeat(32)}`, built);
      return rendered(<MixPage />, { at: `/mix?mix=${'ab'.repeat(32)}` });
    };
    const file = fc.record({ name: text, sha256: fc.constant('ef'.repeat(32)) });
    const manifest = fc.record({
      composition,
      inputs: fc.array(file, { maxLength: 2 }),
      outputs: fc.array(file, { maxLength: 2 }),
      malformedRows: fc.nat(),
      fates: fc.dictionary(text, fc.nat(), { noNullPrototype: true }),
    });
    tryAnswers<MixBuilt>(MixBuilt, show, { manifest }, 8);
  });
});
