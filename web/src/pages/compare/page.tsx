import { useMemo } from 'react';
import type { CompareView, LineView } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import { Button } from '../../parts/button.tsx';
import { PageHead } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Shown } from '../../parts/shown.tsx';
import { setQuery, useQueryState } from '../../shell/query-state.ts';
import { Chooser } from './chooser.tsx';
import { Comparison } from './comparison.tsx';
import { pairOf } from './pair.ts';

const KINDS = ['generation', 'verdict'];

function compareUrl({ a, b }: { a: string; b: string }): string {
  return `/api/compare?${new URLSearchParams({ a, b })}`;
}

function Chosen({ a, b }: { a: string; b: string }) {
  const view = useView<CompareView>(compareUrl({ a, b }), { kinds: KINDS });
  return <Shown view={view}>{(found) => <Comparison found={found} />}</Shown>;
}

/** Any two generations side by side. */
export default function ComparePage() {
  const [a] = useQueryState('a');
  const [b] = useQueryState('b');
  const line = useView<LineView>('/api/line', { kinds: KINDS });
  const generations = useMemo(() => line.data?.generations ?? [], [line.data]);
  const pair = pairOf(generations, a, b);
  const swap = () => pair && setQuery({ a: pair.b, b: pair.a }, true);
  const actions = (
    <Button look="quiet" onClick={swap} whyNot={pair ? undefined : 'Choose two generations first.'}>
      ⇄ Swap
    </Button>
  );
  const lead = 'What changed from one generation to the other, by intervals that do not overlap.';
  return (
    <>
      <PageHead title="Compare" lead={lead} actions={actions} />
      <Shown view={line}>
        {() => (
          <>
            <Chooser generations={generations} asked={pair ?? { a, b }} />
            {pair === undefined ? (
              <Empty
                absent={{
                  why: 'Two generations that were checked can be compared.',
                  command: 'outcross check',
                }}
              />
            ) : (
              <Chosen {...pair} />
            )}
          </>
        )}
      </Shown>
    </>
  );
}
