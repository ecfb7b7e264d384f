import { afterEach, describe, expect, it } from 'vitest';
import type { MixBuilt, MixView } from '../../../../src/server/wire.ts';
import { ApiError } from '../../api/client.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { BuildMix } from './build-mix.tsx';
import { formOf, problems, sectionOf } from './form.ts';
import { encoded } from './link.ts';
import MixPage, { whyNoBuild } from './page.tsx';
import { MIX, PLAN } from './plans.test.support.ts';
import { POLICY } from './policies.test.support.ts';
import { knownValues, PolicyForm } from './policy-form.tsx';

afterEach(() => views.clear());

function shown(more: Partial<MixView> = {}, at = '/mix', role: 'read' | 'operate' = 'operate'): string {
  views.put('/api/mix', { ...MIX, ...more });
  return rendered(<MixPage />, { at, role });
}

describe('the page of the next mix', () => {
  it('names the generation and what it is made from', () => {
    const text = textOf(shown());
    expect(text).toContain('Mix for generation 3');
    expect(text).toContain('anchor/reservoir.jsonl (1,840) , data/<i>.jsonl');
  });

  it('shows the policy of the workspace as fields and as YAML', () => {
    const markup = shown();
    expect(markup).toContain('  mode: accumulate\n  human:\n    minimum: 0.3\n');
    expect(markup).toMatch(/aria-label="At least, in percent"[^>]*value="30"/);
    expect(textOf(markup)).not.toContain('Back to outcross.yaml');
  });

  it('shows the policy of a link, and offers the way back', () => {
    const policy = encoded(
      sectionOf(formOf({ ...POLICY, human: { minimum: 0.5 }, size: { examples: 900 } })),
    );
    const markup = shown({}, `/mix?policy=${encodeURIComponent(policy)}`);
    expect(markup).toContain('    examples: 900');
    expect(textOf(markup)).toContain('Back to outcross.yaml');
  });

  it('takes no harm from a link that holds nonsense', () => {
    expect(textOf(shown({}, '/mix?policy=%7Bnonsense'))).not.toContain('Back to outcross.yaml');
  });

  it('says what is wrong with a policy, and builds nothing', () => {
    const policy = encoded(sectionOf(formOf({ ...POLICY, human: { minimum: 0.5, share: 0.4 } })));
    const markup = shown({}, `/mix?policy=${encodeURIComponent(policy)}`);
    expect(markup).toContain('role="alert">The exact share lies below the minimum.');
    expect(markup).toMatch(/aria-disabled="true"[^>]*title="The exact share lies below the minimum."/);
  });

  it('says why somebody who only looks cannot build', () => {
    expect(shown({}, '/mix', 'read')).toMatch(/aria-disabled="true"[^>]*title="Needs the role/);
  });

  it('says of a mix whose file is gone that it is', () => {
    const one = { digest: 'ab'.repeat(32), at: '2020-01-01T00:00:00Z', path: 'm.jsonl', proven: false };
    expect(textOf(shown({ built: [one] }))).not.toContain('gone');
    expect(textOf(shown({ built: [{ ...one, gone: true }] }))).toContain('m.jsonl gone');
  });

  it('says that it did not wait for the cluster that outcross.yaml names', () => {
    expect(textOf(shown({ cluster: true }))).toContain('outcross mix reads them on the cluster');
    expect(textOf(shown())).not.toContain('spark');
  });

  it('says what to run where there is nothing to mix', () => {
    const text = textOf(shown({ empty: { why: 'There is no anchor.', command: 'outcross anchor data' } }));
    expect(text).toContain('There is no anchor.');
    expect(text).toContain('outcross anchor data');
    expect(text).not.toContain('Policy');
  });

  it('lists what was built', () => {
    const built = [
      {
        digest: 'ab'.repeat(32),
        at: '2020-01-01T00:00:00.000Z',
        path: 'mixes/<b>.jsonl',
        examples: 900,
        humanShare: 0.35,
        proven: true,
      },
    ];
    const text = textOf(shown({ built }));
    expect(text).toContain('mixes/<b>.jsonl 2020-01-01 900 35% proven abababababab');
  });
});

describe('a mix that was built', () => {
  const digest = 'ab'.repeat(32);
  const at = '2020-01-01T00:00:00.000Z';

  function opened(more: Partial<MixBuilt>): string {
    views.put(`/api/mixes/${digest}`, { digest, at, ...more });
    return textOf(shown({}, `/mix?mix=${digest}`));
  }

  it('shows its proof with the command that verifies it', () => {
    const text = opened({
      proof: { at, root: 'cd'.repeat(32), keyId: 'k1', command: 'outcross verify mixes/train-3.proof.json' },
    });
    expect(text).toContain('with the key k1');
    expect(text).toContain('outcross verify mixes/train-3.proof.json');
  });

  it('says what proves it where nothing does, and why its manifest is not there', () => {
    const text = opened({ absent: { why: 'The manifest has changed since.' } });
    expect(text).toContain('This mix has no proof.');
    expect(text).toContain('The manifest has changed since.');
  });
});

describe('whyNoBuild', () => {
  it('says why, and nothing where a plan can be built', () => {
    const possible = { ...PLAN, possible: true };
    expect(whyNoBuild({ asking: false, answer: possible }, undefined)).toBeUndefined();
    expect(whyNoBuild({ asking: false, answer: PLAN }, undefined)).toContain('cannot be kept');
    expect(whyNoBuild({ asking: true, answer: possible }, undefined)).toContain('being made');
    expect(
      whyNoBuild(
        { asking: false, answer: possible, error: new ApiError(400, { code: 'E', message: '' }) },
        undefined,
      ),
    ).toBe('There is no plan.');
    expect(whyNoBuild({ asking: false, answer: possible }, 'Above 0.')).toBe('Above 0.');
  });
});

describe('the policy form', () => {
  const form = formOf({
    ...POLICY,
    caps: { model: { 'm<1>': 0.2 }, source: 0.5 },
    human: { minimum: 0.3, share: 0.6 },
  });

  it('has a field for every rule, each with its name', () => {
    const markup = rendered(<PolicyForm form={form} problems={{}} onChange={() => {}} plan={PLAN} />);
    expect(markup).toContain('value="m&lt;1&gt;"');
    expect(markup).toMatch(/aria-label="Cap by model"/);
    expect(markup).toContain('title="minimum 30%"');
    const inputs = markup.match(/<(?:input|select)[^>]*>/g)!;
    const unnamed = inputs.filter((each) => !/aria-label|id="|type="checkbox"/.test(each));
    // A cap of each alike stands inside its label.
    expect(unnamed.every((each) => each.includes('inputMode') || each.includes('inputmode'))).toBe(true);
  });

  it('says what is wrong beside its field', () => {
    const wrong = { ...form, sizeKind: 'examples' as const, size: 'ten' };
    const markup = rendered(
      <PolicyForm form={wrong} problems={problems(wrong)} onChange={() => {}} plan={undefined} />,
    );
    expect(markup).toMatch(/aria-invalid="true"[^>]*value="ten"/);
    expect(textOf(markup)).toContain('A whole number from 1.');
  });

  it('knows the values of the plan, but human data as no generation', () => {
    expect(knownValues(PLAN, 'generation')).toEqual(['1']);
    expect(knownValues(PLAN, 'model')).toEqual(['<b>m1</b>']);
    expect(knownValues(undefined, 'source')).toEqual([]);
  });
});

describe('the confirmation', () => {
  it('says what is written where, and what is read', () => {
    const section = sectionOf(formOf(POLICY));
    const text = textOf(rendered(<BuildMix mix={MIX} plan={PLAN} section={section} onClose={() => {}} />));
    expect(text).toContain('1,000 examples (100,000 tokens) are written to mixes/train-3.jsonl');
    expect(text).toContain('data/<i>.jsonl');
    expect(text).toContain('outcross.yaml stays as it is');
  });
});
