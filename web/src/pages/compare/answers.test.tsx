import { afterEach, describe, it } from 'vitest';
import { CompareView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { STRANGE, tryAnswers } from '../../shell/answers.test.support.ts';
import { rendered } from '../../shell/rendered.test.support.tsx';
import { Chooser } from './chooser.tsx';
import { Comparison } from './comparison.tsx';

afterEach(() => views.clear());

describe('whatever the server may answer', () => {
  it.each(['', '?change=worse', '?change=%E2%80%AE', '?signals.sort=-b'])(
    'the comparison at %j bears it, and hides nothing',
    (query) => {
      const show = (found: CompareView) => rendered(<Comparison found={found} />, { at: `/compare${query}` });
      tryAnswers<CompareView>(CompareView, show, {}, 20);
    },
  );

  it.each(STRANGE)('a generation called %j can be chosen, and hides nothing', (id) => {
    tryAnswers<CompareView>(
      CompareView,
      ({ a, b }) => rendered(<Chooser generations={[a, b]} asked={{ a: id, b: 'g2' }} />),
      {},
      3,
    );
  });
});
