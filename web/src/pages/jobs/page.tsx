import type { JobList } from '../../../../src/server/wire.ts';
import { useLive, useView, views } from '../../api/views.ts';
import { Button, Empty, PageHead, Select, Shown, Text } from '../../parts/index.ts';
import { useQueryState } from '../../shell/query-state.ts';
import { useWhyNot } from '../../shell/session.tsx';
import { JobCard } from './job-card.tsx';
import styles from './jobs.module.css';
import { isLive, listed, withJob } from './listing.ts';
import { StartDialog } from './start.tsx';

const URL = '/api/jobs';

const STATES = ['running', 'queued', 'done', 'failed', 'cancelled', 'interrupted'];

/** Progress comes many times a second: it is shown as it comes, without asking again. */
function useLiveJobs(): void {
  useLive((message) => {
    if (message.type !== 'job') return;
    const { data } = views.peek<JobList>(URL);
    if (data !== undefined) views.put(URL, withJob(data, message.job));
  });
}

/** How many still run, for whoever cannot see the bars. */
export function standing(list: JobList): string {
  const live = list.jobs.filter(isLive).length;
  if (live === 0) return 'Nothing runs now.';
  return live === 1 ? 'One job runs or waits.' : `${live} jobs run or wait.`;
}

function Jobs({ list, state, onStart }: { list: JobList; state: string; onStart: () => void }) {
  const [open, setOpen] = useQueryState('job');
  const whyNot = useWhyNot('operate');
  const shown = listed(list.jobs, state);
  if (list.jobs.length === 0) {
    return (
      <Empty
        title="No jobs yet"
        absent={{
          why: 'What is started here runs in the background, survives a reload, and goes on when the server was stopped.',
        }}
      >
        <Button look="main" whyNot={whyNot} onClick={onStart}>
          Start a job
        </Button>
      </Empty>
    );
  }
  return (
    <>
      <p className="soft" role="status">
        {standing(list)}
      </p>
      <div className={styles['list']}>
        {shown.map((job) => (
          <JobCard
            key={job.id}
            job={job}
            open={job.id === open}
            onOpen={(wanted) => setOpen(wanted ? job.id : '')}
          />
        ))}
      </div>
      {shown.length === 0 && (
        <p className="soft">
          No job is <Text clip={40}>{state}</Text>.
        </p>
      )}
    </>
  );
}

/** What runs, what waits and what has ended. */
export default function JobsPage() {
  const view = useView<JobList>(URL, { kinds: ['job'] });
  const [state, setState] = useQueryState('state');
  const [start, setStart] = useQueryState('start');
  const whyNot = useWhyNot('operate');
  useLiveJobs();
  const begin = () => whyNot === undefined && setStart('check');
  return (
    <>
      <PageHead
        title="Jobs"
        lead="Commands that run in the background, one after the other."
        actions={
          <>
            <Select
              aria-label="State"
              value={state}
              onChange={setState}
              options={[
                { value: '', label: 'every state' },
                ...STATES.map((value) => ({ value, label: value })),
              ]}
            />
            <Button look="main" whyNot={whyNot} onClick={begin}>
              Start…
            </Button>
          </>
        }
      />
      <Shown view={view}>{(list) => <Jobs list={list} state={state} onStart={begin} />}</Shown>
      {start !== '' && whyNot === undefined && <StartDialog initial={start} onClose={() => setStart('')} />}
    </>
  );
}
