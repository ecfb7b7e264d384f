import { describe, expect, it } from 'vitest';
import { rendered, textOf } from '../shell/rendered.test.support.tsx';
import { Field, Input, Select } from './field.tsx';

const OPTIONS = [
  { value: '', label: 'every state' },
  { value: 'done', label: 'done\u202e' },
];

function select(value: string): string {
  return rendered(<Select aria-label="State" value={value} options={OPTIONS} onChange={() => {}} />);
}

function chosen(markup: string): string {
  return textOf(/<option [^>]*selected="">[^<]*<\/option>/.exec(markup)?.[0] ?? '');
}

describe('a choice', () => {
  it('shows what holds, also where an address named what is no option', () => {
    expect(chosen(select('done'))).toBe('done[U+202E]');
    expect(chosen(select(''))).toBe('every state');
    expect(chosen(select('gone'))).toBe('gone');
  });

  it('does not offer twice what is an option', () => {
    expect(select('done').match(/<option/g)).toHaveLength(2);
    expect(select('gone').match(/<option/g)).toHaveLength(3);
  });

  it('of nothing among options that all mean something is a dash, so that the first can be chosen', () => {
    const markup = rendered(
      <Select aria-label="From" value="" options={[{ value: 'g1', label: 'g1' }]} onChange={() => {}} />,
    );
    expect(chosen(markup)).toBe('\u2013');
  });

  it('cuts what an address made long, and shows what it hides', () => {
    expect(chosen(select(`\u202e${'x'.repeat(500)}`))).toMatch(/^\[U\+202E\]x+\u2026$/);
  });
});

describe('a field', () => {
  const field = (more: { hint?: string; error?: string }) =>
    rendered(
      <Field label="Size" {...more}>
        {(tie) => <Input {...tie} value="" onChange={() => {}} />}
      </Field>,
    );

  it('that is right is not marked as wrong, and names no text that is not there', () => {
    expect(field({})).not.toContain('aria-invalid');
    expect(field({})).not.toContain('aria-describedby');
    expect(field({ hint: 'examples' })).not.toContain('aria-invalid');
  });

  it('that is wrong says so to who does not see its colour', () => {
    expect(field({ error: 'too large' })).toContain('aria-invalid="true"');
  });

  it('shows what hides in a placeholder that an address gave', () => {
    const markup = rendered(<Input value="" placeholder={'name of a \u202e'} onChange={() => {}} />);
    expect(markup).toContain('placeholder="name of a [U+202E]"');
    expect(rendered(<Input value="" onChange={() => {}} />)).not.toContain('placeholder');
  });
});
