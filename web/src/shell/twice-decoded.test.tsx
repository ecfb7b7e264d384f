import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { views } from '../api/views.ts';
import GenerationPage from '../pages/generation/page.tsx';
import { Text } from '../parts/text.tsx';
import { generationPath, generationUrl } from './address.ts';
import { useQueryState, withQuery } from './query-state.ts';
import { rendered, textOf } from './rendered.test.support.tsx';

/** Names as data sets have them: addresses with escapes of their own. */
const NAMES = ['Caf%C3%A9', '50%', '5%41', 'a%2Fb', 'a/b', 'a?b#c', '%', '%25', '100% human', 'a+b c', 'é'];

const name = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.string({ unit: fc.constantFrom('%', '2', '5', 'F', 'a', '/', '?', '+', ' ', 'é'), minLength: 1 }),
);

function Shows() {
  const [text] = useQueryState('id');
  return <Text>{text}</Text>;
}

afterEach(() => views.clear());

describe('an address', () => {
  it('gives back the name that it holds, decoded once', () => {
    fc.assert(
      fc.property(name, (id) => {
        fc.pre(id.trim() === id && !id.includes('  '));
        expect(textOf(rendered(<Shows />, { at: `/sources${withQuery('', { id })}` }))).toBe(id);
      }),
    );
  });

  it('of a generation asks for the generation that it names, decoded once', () => {
    const point = { position: 1, findings: {} };
    fc.assert(
      fc.property(name, (id) => {
        views.clear();
        views.put(generationUrl(id), { point: { ...point, id: 'the very one' }, checks: [] });
        expect(textOf(rendered(<GenerationPage />, { at: generationPath(id) }))).toContain('the very one');
      }),
      { numRuns: 40 },
    );
  });

  it('that is no right encoding does no harm', () => {
    expect(textOf(rendered(<Shows />, { at: '/sources?id=%E0%A4%A' }))).not.toBe('');
    expect(textOf(rendered(<GenerationPage />, { at: '/generations/%E0%A4%A' }))).toContain('Loading');
  });
});
