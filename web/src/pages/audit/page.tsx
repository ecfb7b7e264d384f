import { useState } from 'react';
import { useLocation } from 'wouter';
import type { AuditView } from '../../../../src/server/wire.ts';
import { startJob, useAct } from '../../api/act.ts';
import { useView } from '../../api/views.ts';
import { Button, ClusterNote, Empty, PageHead, Shown } from '../../parts/index.ts';
import { useQueryState } from '../../shell/query-state.ts';
import { useWhyNot } from '../../shell/session.tsx';
import { AnswerDialog } from './answer.tsx';
import { Filters } from './filters.tsx';
import { type Audit, groups } from './groups.ts';
import { History } from './history.tsx';
import { StageGroup } from './stage-group.tsx';
import { Stages, Standing } from './standing.tsx';

/** One piece of the address that filters. */
function useFilter() {
  const [when, setWhen] = useQueryState('when');
  const [result, setResult] = useQueryState('result');
  const [text, setText] = useQueryState('q');
  return { filter: { when, result, text }, set: { when: setWhen, result: setResult, text: setText } };
}

/** The checklist of an audit, as the address filters it. */
export function Checklist({ audit, renew }: { audit: Audit; renew: () => void }) {
  const { filter, set } = useFilter();
  const [chosen, setChosen] = useQueryState('item');
  const [answering, setAnswering] = useState<string>();
  const shown = groups(audit, filter);
  const item = audit.items.find(({ id }) => id === answering);
  const close = () => setAnswering(undefined);
  return (
    <>
      <Standing audit={audit} />
      <Stages audit={audit} />
      <Filters filter={filter} set={set} />
      {shown.length === 0 && <p className="soft">No item is like that.</p>}
      {shown.map((group) => (
        <StageGroup
          key={group.stage}
          group={group}
          filter={filter}
          chosen={chosen}
          onChoose={setChosen}
          onAnswer={setAnswering}
        />
      ))}
      {item && (
        <AnswerDialog
          item={item}
          onClose={close}
          onDone={() => {
            close();
            renew();
          }}
        />
      )}
    </>
  );
}

function Run() {
  const [, navigate] = useLocation();
  const { busy, act } = useAct(true);
  const role = useWhyNot('operate');
  const run = async () => {
    const job = await act(() => startJob('audit'));
    if (job !== undefined) navigate(`/jobs?job=${encodeURIComponent(job.id)}`);
  };
  return (
    <Button whyNot={role ?? (busy ? 'It is being started.' : undefined)} onClick={() => void run()}>
      Run and record
    </Button>
  );
}

/** The checklist, judged now: what holds, what that rests on, and what mends the rest. */
export default function AuditPage() {
  const view = useView<AuditView>('/api/audit');
  return (
    <>
      <PageHead
        title="Audit"
        lead="The checklist against collapse, judged over the ledger and the files as they stand."
        actions={
          <>
            <Button look="quiet" onClick={view.renew}>
              Judge again
            </Button>
            <Run />
          </>
        }
      />
      <Shown view={view} label="Judging">
        {({ audit, absent, history, cluster }) => (
          <>
            {cluster && <ClusterNote command="outcross audit" />}
            {absent && <Empty absent={absent} />}
            {audit && <Checklist audit={audit} renew={view.renew} />}
            <History history={history} />
          </>
        )}
      </Shown>
    </>
  );
}
