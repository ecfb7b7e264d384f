import { useEffect, useMemo, useRef } from 'react';
import { commandOf, type ShowSettings, type Subject, scenarioOfSubject } from '../../../src/lab/browser.ts';
import { Card, Command, PageHead, Section, Trouble } from '../parts/index.ts';
import { setQuery, useQuery } from '../shell/query-state.ts';
import { Controls, SubjectChoice } from './controls.tsx';
import { Distribution } from './distribution.tsx';
import { EXCERPT } from './excerpt.ts';
import styles from './lab.module.css';
import { PACES, Playback } from './playback.tsx';
import { LETTERS } from './roles.ts';
import { type LabSetting, lineName, linesOf, placeOf, settingOf } from './setting.ts';
import { Trends } from './trends.tsx';
import { type Run, useRun } from './use-run.ts';

const READ: Readonly<Record<Subject, string>> = {
  gaussian:
    'Grey is the truth. Each model is a mean and a variance, fitted to the draws of the last; its own draws are the dots. A ' +
    'distribution that dies becomes a spike; one that lives stays over the grey.',
  categorical:
    'The grey line is the truth, commonest first, on logarithmic axes; dots are what the model still gives a probability. A red ' +
    'mark at the bottom is a category that is lost: under replace it never comes back.',
  transformer:
    'Words by their rank in human text: grey is that text, dots are what the model writes, red marks are words it no longer writes. ' +
    'No sample of this size holds them all, so compare with model 0. Below stand the first passages that it wrote.',
};

function Measured({ subject, state, generations, at }: Parameters<typeof Trends>[0]) {
  const lead =
    subject === 'transformer'
      ? 'One run of each line. No closed form is known for a transformer.'
      : 'Thick lines are means over the replicates, thin ones their 95% intervals, dotted ones what theory expects of the mean.';
  return (
    <Section title="Generation by generation" lead={lead}>
      <Trends {...{ subject, state, generations, at }} />
    </Section>
  );
}

function Same({ lines, subject }: { lines: readonly ShowSettings[]; subject: Subject }) {
  const reads = subject === 'transformer';
  return (
    <Section title="The same in a terminal">
      <Card>
        <p className={styles['same']}>
          This page runs the code of <code>outcross lab</code> itself (src/lab: the same learners, loops,
          closed forms and random numbers), in a worker of your browser. This command gives the same numbers
          {reads
            ? ', up to the last bits of weights, which differ between engines'
            : ', to twelve digits: engines round logarithms and powers differently'}
          :
        </p>
        <Command>{commandOf(lines, reads ? 'persuasion.jsonl' : undefined)}</Command>
        {reads && (
          <p className={styles['same']}>
            The text is chapters 1 to 12 of Jane Austen’s Persuasion (1817):{' '}
            <a href={EXCERPT} download="persuasion.jsonl">
              persuasion.jsonl
            </a>
            . Models here are smaller than the terminal’s defaults (one layer, about a thousand words, fewer
            passages), so that a generation takes seconds on WebAssembly.
          </p>
        )}
        {scenarioOfSubject(subject)
          .published.slice(0, 2)
          .map(({ finding, source }) => (
            <p key={source} className={styles['same']}>
              {finding} <cite>{source}</cite>
            </p>
          ))}
      </Card>
    </Section>
  );
}

interface StageProps {
  readonly setting: LabSetting;
  readonly run: Run;
  readonly at: number;
}

function Stage({ setting, run, at }: StageProps) {
  const { subject } = setting;
  const names = [setting.a, setting.b].map(lineName);
  const frames = run.state.frames[at];
  return (
    <Section title={at < 0 ? 'The distribution' : `Model ${at}`} lead={READ[subject]}>
      {frames === undefined ? (
        <div className={styles['blank']}>
          {subject === 'transformer'
            ? 'Run fetches the tensor library and trains the first model.'
            : 'Fitting…'}
        </div>
      ) : (
        <div className={styles['stage']}>
          {frames.map((frame, line) => (
            <Distribution key={LETTERS[line]} {...{ line, name: names[line], frame, beside: frames }} />
          ))}
        </div>
      )}
    </Section>
  );
}

/** Where a run that somebody followed comes to rest, the address says so: a link to the page leads there. */
function useRestInAddress(running: boolean, last: number, wanted: number | undefined): void {
  const ran = useRef(running);
  useEffect(() => {
    if (ran.current && !running && wanted === undefined && last > 0) setQuery({ at: String(last) });
    ran.current = running;
  }, [running, last, wanted]);
}

/** The lab: the mechanism of collapse, run in the browser. */
export default function Lab() {
  const search = useQuery();
  const setting = settingOf(search);
  const query = new URLSearchParams(search);
  const pace = query.get('pace') ?? 'steady';
  const signature = JSON.stringify(linesOf(setting));
  const lines = useMemo(() => JSON.parse(signature) as ShowSettings[], [signature]);
  const wanted = placeOf(search);
  const run = useRun({
    lines,
    first: Math.min(setting.generations, wanted ?? (setting.subject === 'transformer' ? -1 : 0)),
    pause: PACES[pace] ?? PACES['steady'],
  });
  const last = run.state.frames.length - 1;
  const at = Math.min(last, wanted ?? last);
  useRestInAddress(run.running, last, wanted);
  const { subject, generations } = setting;
  return (
    <>
      <PageHead
        title="Lab"
        lead="Model collapse from first principles: models that learn from each other, generation by generation, before your eyes."
      />
      <SubjectChoice subject={subject} change={setQuery} />
      <Controls setting={setting} change={setQuery} />
      <Playback
        {...{ run, generations, at, pace }}
        onAt={(to) => setQuery({ at: to === undefined ? undefined : String(to) })}
        onPace={(name) => setQuery({ pace: name === 'steady' ? undefined : name })}
      />
      {run.state.error && <Trouble error={{ view: run.state.error }} retry={run.restart} />}
      <Stage {...{ setting, run, at }} />
      {run.state.openings.length > 0 && <Measured {...{ subject, state: run.state, generations, at }} />}
      <Same lines={lines} subject={subject} />
    </>
  );
}
