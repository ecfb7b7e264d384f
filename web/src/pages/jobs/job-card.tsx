import { useEffect, useRef } from 'react';
import type { JobState, JobView } from '../../../../src/server/wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import {
  Badge,
  Button,
  Card,
  CopyButton,
  classes,
  duration,
  ProgressBar,
  Text,
  Time,
  type Tone,
} from '../../parts/index.ts';
import { percent } from '../../parts/words.ts';
import { useWhyNot } from '../../shell/session.tsx';
import styles from './jobs.module.css';
import { exitText, isLive, took, wayOf } from './listing.ts';

const TONES: Readonly<Record<JobState, Tone>> = {
  queued: 'plain',
  running: 'blue',
  done: 'good',
  failed: 'bad',
  cancelled: 'plain',
  interrupted: 'warning',
};

/** A job whose gate failed did its work, and found something. */
export function toneOf({ state, exit }: Pick<JobView, 'state' | 'exit'>): Tone {
  return state === 'done' && exit === 1 ? 'warning' : TONES[state];
}

function Progress({ job }: { job: JobView }) {
  const { progress } = job;
  if (!isLive(job)) return null;
  const {
    label = job.state === 'queued' ? 'waits for the one before' : 'is beginning',
    share,
    secondsLeft,
  } = progress ?? {};
  return (
    <div className={styles['progress']}>
      <ProgressBar share={job.state === 'queued' ? 0 : share} label={`Progress of ${job.kind}`} />
      <small>
        <span>
          <Text clip={80}>{label}</Text>
        </span>
        <span className="numbers">
          {[
            share !== undefined && percent(share),
            secondsLeft !== undefined && `${duration(secondsLeft)} left`,
          ]
            .filter(Boolean)
            .join(', ')}
        </span>
      </small>
    </div>
  );
}

function Ways({ job }: { job: JobView }) {
  const { busy, act } = useAct(true);
  const role = useWhyNot('operate');
  const way = wayOf(job);
  if (way === undefined) return null;
  const ask = () => act(() => post<JobView>(`/api/jobs/${encodeURIComponent(job.id)}/${way}`));
  return (
    <Button
      small
      look={way === 'cancel' ? 'danger' : 'plain'}
      whyNot={role ?? (busy ? 'It is under way.' : undefined)}
      onClick={() => void ask()}
    >
      {way === 'cancel' ? 'Cancel' : job.state === 'interrupted' ? 'Go on' : 'Run again'}
    </Button>
  );
}

function Log({ job }: { job: JobView }) {
  const end = useRef<HTMLPreElement>(null);
  const many = job.log.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines come at the end
  useEffect(() => {
    const pre = end.current;
    if (pre !== null) pre.scrollTop = pre.scrollHeight;
  }, [many]);
  return (
    <>
      {many === 0 ? (
        <p className="soft">It has not said anything.</p>
      ) : (
        <pre
          ref={end}
          className={styles['log']}
          role="log"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label="Last lines of what it said"
        >
          {job.log.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are told apart by their place
            <span key={i}>
              <Text>{line}</Text>
              {'\n'}
            </span>
          ))}
        </pre>
      )}
      <p>
        <a href={`/api/jobs/${encodeURIComponent(job.id)}/log`} target="_blank" rel="noreferrer">
          All that it said
        </a>
      </p>
    </>
  );
}

function Failed({ job }: { job: JobView }) {
  if (job.error === undefined) return null;
  const { message, where, hint } = job.error;
  return (
    <div className={styles['error']}>
      <b>
        <Text>{message}</Text>
      </b>
      {where && <Text>{where}</Text>}
      {hint && <Text>{hint}</Text>}
    </div>
  );
}

interface JobCardProps {
  readonly job: JobView;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** One job: what it is, how far it is, what it said. */
export function JobCard({ job, open, onOpen }: JobCardProps) {
  const { kind, state, by, createdAt, attempts, command } = job;
  const time = took(job, Date.now());
  const exit = exitText(job);
  return (
    <Card className={classes(styles['job'], open && styles['open'])}>
      <div className={styles['row']}>
        <button type="button" className={styles['name']} aria-expanded={open} onClick={() => onOpen(!open)}>
          <i aria-hidden="true">{open ? '▾' : '▸'}</i> {kind}
        </button>
        <Badge tone={toneOf(job)}>
          {exit === undefined || state === 'cancelled' ? state : `${state}: ${exit}`}
        </Badge>
        <small className={styles['who']}>
          <Text clip={24}>{by}</Text>, <Time at={createdAt} />
          {time !== undefined && `, ${duration(time / 1000)}`}
          {attempts > 1 && `, attempt ${attempts}`}
        </small>
        <Ways job={job} />
      </div>
      <Progress job={job} />
      <Failed job={job} />
      {open && (
        <div className={styles['inside']}>
          <p className={styles['command']}>
            <code>
              <Text>{command}</Text>
            </code>
            <CopyButton text={command} />
          </p>
          <Log job={job} />
        </div>
      )}
    </Card>
  );
}
