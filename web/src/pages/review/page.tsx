import type { QueueList } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import { Shown } from '../../parts/index.ts';
import { useQueryState } from '../../shell/query-state.ts';
import { AgreementPage } from './agreement.tsx';
import { Desk } from './desk.tsx';
import { Queues } from './queues.tsx';

function placeIn(text: string): number {
  const place = Number(text);
  return Number.isSafeInteger(place) && place > 0 ? place : 0;
}

/** The human review: queues to choose from, the desk of one, and how far its reviewers agree. */
export default function ReviewPage() {
  const [queue] = useQueryState('queue');
  const [view] = useQueryState('view');
  const [at] = useQueryState('at');
  const [item] = useQueryState('item');
  const list = useView<QueueList>('/api/review/queues', { kinds: ['review', 'job'] });
  const own = list.data?.queues.find(({ id }) => id === queue);
  if (queue === '') return <Shown view={list}>{(data) => <Queues list={data} />}</Shown>;
  if (view === 'agreement') return <AgreementPage queue={queue} view={own} />;
  return <Desk key={queue} queue={queue} view={own} from={placeIn(at)} item={item} />;
}
