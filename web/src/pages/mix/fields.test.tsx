import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { MixBuilt } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { BuiltMixes } from './built.tsx';
import { CapsField } from './caps-field.tsx';
import { type Form, formOf, problems, formOf as same, sectionOf } from './form.ts';
import { encoded } from './link.ts';
import MixPage from './page.tsx';
import { shareOf, typed } from './percent-text.ts';
import { Plan } from './plan.tsx';
import { MIX, PLAN } from './plans.test.support.ts';
import { POLICY } from './policies.test.support.ts';
import { PolicyForm } from './policy-form.tsx';
import { ShareField } from './share-field.tsx';

afterEach(() => views.clear());

const nothing = () => {};
const FORM = formOf(POLICY);

function form(more: Partial<Form> = {}): string {
  const own = { ...FORM, ...more };
  return rendered(<PolicyForm form={own} problems={problems(own)} onChange={nothing} plan={PLAN} />);
}

/** Every control that can be typed in or chosen from, with how a screen reader names it. */
function unnamed(markup: string): string[] {
  const controls = markup.match(/<(?:input|select|textarea)[^>]*>/g) ?? [];
  return controls.filter((control) => {
    if (/aria-label="[^"]+"/.test(control)) return false;
    const id = / id="([^"]*)"/.exec(control)?.[1];
    if (id !== undefined && markup.includes(`<label for="${id}"`)) return false;
    const before = markup.slice(0, markup.indexOf(control));
    return before.lastIndexOf('<label') <= before.lastIndexOf('</label>');
  });
}

describe('the fields of a policy', () => {
  it('all have names for who does not see them', () => {
    const named = { kind: 'named' as const, each: 0.5, named: [['forum', 0.2]] as const };
    const each = { kind: 'each' as const, each: 0.5, named: [] };
    expect(unnamed(form())).toEqual([]);
    expect(
      unnamed(
        form({
          share: 0.5,
          sizeKind: 'tokens',
          weighting: 'number',
          caps: { source: named, model: each, generation: each },
        }),
      ),
    ).toEqual([]);
    expect(unnamed('<input type="text"/>')).toHaveLength(1);
  });

  it('are told of what is wrong beside the field that is wrong', () => {
    const wrongs: readonly [Partial<Form>, string][] = [
      [{ sizeKind: 'examples', size: '1.5' }, 'A whole number from 1.'],
      [{ maxGeneration: '-1' }, 'A whole number from 0, or nothing.'],
      [{ mode: 'replace', minimum: 0 }, 'alone it is what collapses models'],
      [{ minimum: 0.5, share: 0.4 }, 'The exact share lies below the minimum.'],
      [{ share: 0.4, tail: 0.5 }, 'cannot exceed the human share'],
      [{ earned: 0 }, 'Above 0.'],
      [{ seed: '' }, 'A number or a word.'],
    ];
    for (const [more, said] of wrongs) {
      const markup = form(more);
      expect(textOf(markup)).toContain(said);
      expect(markup).toContain('aria-invalid="true"');
    }
    expect(form()).not.toContain('aria-invalid');
  });

  it('that do not matter are not there', () => {
    expect(textOf(form())).not.toMatch(/Exactly|Number of|Of all weight/);
    expect(textOf(form({ sizeKind: 'tokens' }))).toContain('Number of tokens');
    expect(textOf(form({ weighting: 'number' }))).toContain('Of all weight');
  });
});

describe('a cap', () => {
  const cap = (named: readonly (readonly [string, number])[], known: string[] = []) => {
    const own = { ...FORM, caps: { ...FORM.caps, source: { kind: 'named' as const, each: 0.5, named } } };
    return rendered(
      <CapsField
        cap="source"
        form={own}
        error={problems(own)['caps.source']}
        onChange={nothing}
        known={known}
      />,
    );
  };

  it('names what it is of, also where a stranger named it', () => {
    const markup = cap([['forum\u202e', 0.2]]);
    expect(markup).toContain('aria-label="No cap of forum[U+202E]"');
    expect(textOf(markup)).toContain('Cap of forum[U+202E]');
  });

  it('suggests what the plan knows, and adds one at a time', () => {
    const markup = cap([], ['forum', '<news>']);
    expect(markup).toContain('<option value="&lt;news&gt;"></option>');
    expect(textOf(markup)).toContain('Add a source');
  });

  it('without a name, or with one twice, is told off', () => {
    expect(textOf(cap([['', 0.2]]))).toContain('Each cap needs a name.');
    expect(
      textOf(
        cap([
          ['a', 0.2],
          ['a', 0.3],
        ]),
      ),
    ).toContain('Each name once.');
  });
});

describe('a share', () => {
  const field = (share: number, more: { floor?: number; error?: string } = {}) =>
    rendered(<ShareField label="At least" share={share} onChange={nothing} {...more} />);

  it('is said in percent, on the slider too', () => {
    expect(field(0.355)).toContain('aria-valuetext="35.5%"');
    expect(field(0.355)).toMatch(/inputMode="decimal"[^>]*value="35.5"/i);
  });

  it('shows the floor under it, where there is one', () => {
    expect(field(0.5, { floor: 0.3 })).toContain('title="minimum 30%"');
    expect(field(0.5, { floor: 0 })).not.toContain('title=');
  });

  it('is tied to what is wrong with it', () => {
    const markup = field(0.5, { error: 'Too much.' });
    const told = /aria-describedby="([^"]*)"/.exec(markup)?.[1];
    expect(markup).toMatch(new RegExp(`id="${told}"[^>]*>Too much.`));
  });

  it('that is typed means what it showed, and nothing beyond all or below nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (n) => {
        expect(shareOf(typed(n / 100_000))).toBeCloseTo(n / 100_000, 12);
      }),
    );
    for (const text of ['-1', '101', '1e2', '0x10', '', ' ', 'Infinity', '١٢', '1,2,3', '5%%'])
      expect(shareOf(text)).toBeUndefined();
  });
});

describe('a plan of strangers', () => {
  const shown = (value: string) => {
    const row = { value, examples: 1, tokens: 1, shareOfExamples: 1, shareOfTokens: 1 };
    const composition = { ...PLAN.composition, byOrigin: [row], bySource: [row] };
    return rendered(<Plan plan={{ ...PLAN, composition }} stale={false} remedy={() => undefined} />);
  };

  it('takes no class from the name of an origin', () => {
    expect(shown('x t-good hidden')).not.toMatch(/class="[^"]*t-good hidden/);
    expect(shown('x t-good hidden')).toContain('o-unknown');
    expect(shown('human')).toContain('o-human');
  });

  it('says aloud what hides in a name', () => {
    expect(shown('forum\u202e')).toContain('aria-label="Source: forum[U+202E] 100%"');
  });
});

describe('links to a policy', () => {
  it.each([
    ['null', '30'],
    ['[]', '30'],
    ['{"human":{"minimum":7}}', '30'],
    ['{"human":{"minimum":"0.9"}}', '30'],
    ['{"human":{"minimum":0.9},"__proto__":{"mode":"replace"}}', '90'],
    ['{"human":{"minimum":0.45},"seed":{},"order":"up","size":-3,"caps":{"moon":1}}', '45'],
  ])('that hold %s are taken as far as they make sense', (text, minimum) => {
    views.put('/api/mix', MIX);
    const markup = rendered(<MixPage />, { at: `/mix?${new URLSearchParams({ policy: text })}` });
    expect(markup).toMatch(new RegExp(`aria-label="At least, in percent"[^>]*value="${minimum}"`));
    expect(markup).toContain('mode: accumulate');
  });

  it('hold names with escapes of their own as they are', () => {
    const caps = { source: { 'https://a.example/Caf%C3%A9': 0.2 } };
    const policy = encoded(sectionOf(same({ ...POLICY, caps })));
    views.put('/api/mix', MIX);
    const markup = rendered(<MixPage />, { at: `/mix?${new URLSearchParams({ policy })}` });
    expect(markup).toContain('https://a.example/Caf%C3%A9');
    expect(markup).not.toContain('Café');
  });
});

describe('mixes that were built', () => {
  const digest = 'ab'.repeat(32);
  const one = { digest, at: '2020-01-01T00:00:00.000Z', path: 'm.jsonl', proven: false };

  it('of which little is known have dashes, not noughts', () => {
    expect(textOf(rendered(<BuiltMixes built={[one]} />))).toContain('m.jsonl 2020-01-01 \u2013 \u2013 none');
  });

  it('mark the one whose page is open', () => {
    expect(rendered(<BuiltMixes built={[one]} />, { at: `/mix?mix=${digest}` })).toContain(
      'aria-current="true"',
    );
    expect(rendered(<BuiltMixes built={[one]} />, { at: '/mix?mix=other' })).not.toContain('aria-current');
  });

  it('say what to run where there are none', () => {
    expect(textOf(rendered(<BuiltMixes built={[]} />))).toContain('No mix has been built yet. outcross mix');
  });

  it('that hold no human example say 0%, and show nothing of a verdict that was not given', () => {
    const { composition } = PLAN;
    const manifest = {
      composition: { ...composition, byOrigin: [] },
      inputs: [{ name: '<in>', records: 5, sha256: 'cd'.repeat(32) }],
      outputs: [],
      malformedRows: 3,
      fates: { chosen: 5 },
    } as unknown as MixBuilt['manifest'];
    views.put(`/api/mixes/${digest}`, { ...one, manifest });
    const text = textOf(rendered(<BuiltMixes built={[one]} />, { at: `/mix?mix=${digest}` }));
    expect(text).toContain('Human 0% of examples Verdict not checked Malformed rows 3');
    expect(text).toContain('Read <in> 5 records cdcdcdcdcdcd');
    expect(text).not.toContain('Tail coverage');
  });
});
