import fc from 'fast-check';
import { afterEach, describe, it } from 'vitest';
import { GenerationView, MapView } from '../../../../src/server/wire.ts';
import { COLLAPSING, HOSTILE, WITHOUT_PASSAGES } from '../../../../test/fixtures/report.ts';
import { SCISSORS } from '../../../../test/fixtures/scissors.ts';
import { views } from '../../api/views.ts';
import { tryAnswers } from '../../shell/answers.test.support.ts';
import { rendered } from '../../shell/rendered.test.support.tsx';
import { FeatureMap } from './feature-map.tsx';
import { Generation } from './page.tsx';

afterEach(() => views.clear());

const reports = [COLLAPSING, HOSTILE, WITHOUT_PASSAGES];
const report = fc.constantFrom(...reports.flatMap(({ generations }) => generations.slice(-1)));
const context = fc.constantFrom(...reports).chain(({ settings, human, findings }) =>
  fc.record(
    {
      settings: fc.constant(settings),
      human: fc.constant(human),
      findings: fc.constant(findings),
      scissors: fc.constant(SCISSORS),
    },
    { requiredKeys: ['settings', 'human', 'findings'], noNullPrototype: true },
  ),
);

/** Columns of one length, as the server gives them. */
function columns(map: MapView): MapView {
  const cut = <T,>(values: readonly T[], none: T) => map.x.map((_, at) => values[at] ?? none);
  return {
    ...map,
    y: cut(map.y, 0),
    side: cut(map.side, 1),
    covered: cut(map.covered, 1),
    text: cut(map.text, null),
  };
}

describe('whatever the server may answer', () => {
  it('the page of a generation bears it, and hides nothing', () => {
    const show = (found: GenerationView) => rendered(<Generation found={found} />, { at: '/generations/x' });
    tryAnswers<GenerationView>(GenerationView, show, { report, context }, 5);
  });

  it.each(['', '?map.as=table'])('its map bears it, and hides nothing: %j', (query) => {
    tryAnswers<MapView>(MapView, (map) => {
      views.put('/api/generations/g1/map', columns(map));
      return rendered(<FeatureMap id="g1" />, { at: `/generations/g1${query}` });
    });
  });
});
