import { afterEach, describe, it } from 'vitest';
import { AgreementView, QueueList, ReviewItem } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { tryAnswers } from '../../shell/answers.test.support.ts';
import { rendered } from '../../shell/rendered.test.support.tsx';
import { AgreementPage } from './agreement.tsx';
import { Beside } from './beside-panel.tsx';
import { Driver } from './driver.ts';
import { Main } from './main.tsx';
import { Progress } from './progress.tsx';
import { Queues } from './queues.tsx';
import { Refusals } from './refusals.tsx';
import { arrived, begin } from './session.ts';
import { announcement } from './words.ts';

afterEach(() => views.clear());

const never = () => new Promise<never>(() => {});

function desk(item: ReviewItem): string {
  const first = arrived(begin('q', 'ada', 0), { items: [item], remaining: 1 }, 0);
  const { text: _, ...body } = { ...item, decision: 'accept' as const };
  const session = { ...first, refusals: [{ key: 1, item, body }] };
  const port = { next: never, decide: never, item: never };
  const driver = new Driver(session, { clock: () => 0, later: () => () => {}, port });
  return rendered(
    <>
      <p>{announcement(session, undefined)}</p>
      <Progress driver={driver} session={session} view={undefined} />
      <Main driver={driver} session={session} focus={0} onPoint={() => {}} holder={{ current: null }} />
      <Beside driver={driver} session={session} focus={0} />
      <Refusals driver={driver} session={session} />
    </>,
  );
}

describe('whatever the server may answer', () => {
  it('the desk bears it, and hides nothing', () => {
    tryAnswers<ReviewItem>(ReviewItem, desk, {}, 40);
  });

  it.each(['operate', 'read'] as const)('the queues bear it, and hide nothing from %s', (role) => {
    tryAnswers<QueueList>(QueueList, (list) => rendered(<Queues list={list} />, { role }));
  });

  it('the agreement bears it, and hides nothing', () => {
    tryAnswers<AgreementView>(AgreementView, (view) => {
      views.put('/api/review/queues/q/agreement', view);
      return rendered(<AgreementPage queue="q" view={undefined} />);
    });
  });
});
