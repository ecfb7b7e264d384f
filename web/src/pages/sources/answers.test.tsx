import { afterEach, describe, it } from 'vitest';
import { LineageView, SourcesView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { tryAnswers } from '../../shell/answers.test.support.ts';
import { rendered } from '../../shell/rendered.test.support.tsx';
import SourcesPage from './page.tsx';

afterEach(() => views.clear());

/** Keys of nodes are unique in an answer, and a loop has somebody in it. */
function distinct(view: LineageView): LineageView {
  const nodes = [...new Map(view.nodes.map((node) => [node.key, node])).values()];
  return { ...view, nodes, loops: view.loops.filter((loop) => loop.length > 0) };
}

describe('whatever the server may answer', () => {
  it('the inventory bears it, and hides nothing', () => {
    tryAnswers<SourcesView>(SourcesView, (view) => {
      views.put('/api/sources', view);
      return rendered(<SourcesPage />, { at: '/sources' });
    });
  });

  it('the lineage bears it, and hides nothing', () => {
    tryAnswers<LineageView>(LineageView, (view) => {
      views.put('/api/lineage', distinct(view));
      return rendered(<SourcesPage />, { at: '/sources?view=lineage' });
    });
  });
});
