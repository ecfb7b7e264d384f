import type { LineView } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import { Empty } from '../../parts/empty.tsx';
import { Shown } from '../../parts/shown.tsx';
import { useQueryState } from '../../shell/query-state.ts';
import { Alerts } from './alerts.tsx';
import { Generations } from './generations.tsx';
import { Hero } from './hero.tsx';
import { Timeline } from './timeline.tsx';
import { Trends } from './trends.tsx';
import { lineUrl } from './window.ts';

const KINDS = ['generation', 'verdict', 'alert', 'corpus', 'line', 'anchor'];

/** One glance: healthy or not, why, and what next; then the line it rests on. */
export default function LinePage() {
  const [from] = useQueryState('from');
  const [to] = useQueryState('to');
  const view = useView<LineView>(lineUrl(from, to), { kinds: KINDS, keep: true });
  return <Shown view={view}>{(line) => <Line line={line} />}</Shown>;
}

export function Line({ line }: { line: LineView }) {
  return (
    <>
      <Hero line={line} />
      {/* Where the state already says what to run, a second command would contradict it. */}
      {line.empty && line.next.length === 0 && <Empty absent={line.empty} />}
      {line.generations.length > 0 && <Timeline line={line} />}
      <Alerts alerts={line.alerts} />
      <Trends line={line} />
      {line.generations.length > 0 && <Generations line={line} />}
    </>
  );
}
