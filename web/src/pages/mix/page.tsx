import { useState } from 'react';
import type { JobProgress, MixView } from '../../../../src/server/wire.ts';
import { ApiError } from '../../api/client.ts';
import { useView } from '../../api/views.ts';
import {
  Button,
  Card,
  CopyButton,
  duration,
  Empty,
  PageHead,
  ProgressBar,
  Shown,
  Text,
  Trouble,
  Waiting,
} from '../../parts/index.ts';
import { count } from '../../parts/words.ts';
import { setQuery, useQueryState } from '../../shell/query-state.ts';
import { useWhyNot } from '../../shell/session.tsx';
import { BuildMix } from './build-mix.tsx';
import { BuiltMixes } from './built.tsx';
import { type Form, formOf, problems as problemsOf, sectionOf, withRemedy } from './form.ts';
import { decoded, encoded } from './link.ts';
import styles from './page.module.css';
import { Plan } from './plan.tsx';
import { PolicyForm } from './policy-form.tsx';
import { type Planned, usePlanner } from './use-planner.ts';
import { yamlOf } from './yaml.ts';

interface Draft {
  readonly form: Form;
  readonly change: (form: Form) => void;
  readonly reset: () => void;
  /** It differs from what `outcross.yaml` says. */
  readonly isChanged: boolean;
}

/** The form, kept in the address as far as it differs from what the workspace says. */
function useDraft(mix: MixView): Draft {
  const [link] = useQueryState('policy');
  const base = formOf(mix.policy);
  const [form, setForm] = useState(() => {
    const policy = link === '' ? undefined : decoded(link, mix.policy);
    return policy === undefined ? base : formOf(policy);
  });
  const own = encoded(sectionOf(base));
  const change = (next: Form) => {
    setForm(next);
    const text = encoded(sectionOf(next));
    if (Object.keys(problemsOf(next)).length === 0) setQuery({ policy: text === own ? undefined : text });
  };
  return { form, change, reset: () => change(base), isChanged: encoded(sectionOf(form)) !== own };
}

interface OutcomeProps {
  readonly known: Planned;
  readonly wrong: string | undefined;
  readonly draft: Draft;
  readonly onRetry: () => void;
}

function Outcome({ known, wrong, draft, onRetry }: OutcomeProps) {
  const { answer, error, asking, survey } = known;
  const { form, change } = draft;
  return (
    <>
      {wrong !== undefined && (
        <Card className="t-bad">
          <p role="alert">{wrong}</p>
        </Card>
      )}
      {wrong === undefined && error instanceof ApiError && <Trouble error={error} retry={onRetry} />}
      {survey !== undefined && <Survey progress={survey} />}
      {answer === undefined && asking && survey === undefined && <Waiting label="Planning" />}
      {answer?.behind && (
        <p className="soft">
          People have decided about examples since: a build obeys them, this plan does not know them yet.
        </p>
      )}
      {answer !== undefined && (
        <Plan
          plan={answer}
          stale={asking || error !== undefined || wrong !== undefined}
          remedy={(remedy) => {
            const next = withRemedy(form, remedy);
            return next && (() => change(next));
          }}
        />
      )}
    </>
  );
}

/** Inputs are read once; every plan after that is a matter of milliseconds. */
function Survey({ progress }: { progress: JobProgress }) {
  const { label, share, secondsLeft } = progress;
  return (
    <Card title="Reading what may enter">
      <ProgressBar share={share} label="Survey of the inputs" />
      <small>
        <Text clip={80}>{label}</Text>
        {secondsLeft !== undefined && `, ${duration(secondsLeft)} left`}
      </small>
    </Card>
  );
}

function Inputs({ inputs }: Pick<MixView, 'inputs'>) {
  return (
    <p className={styles['inputs']}>
      From{' '}
      {inputs.map(({ path, examples }, i) => (
        <span key={path}>
          {i > 0 && ', '}
          <code>
            <Text clip={60}>{path}</Text>
          </code>
          {examples !== undefined && ` (${count(examples)})`}
        </span>
      ))}
    </p>
  );
}

/** Why the build button is off; absent where it is not. */
export function whyNoBuild(
  known: Pick<Planned, 'asking' | 'answer' | 'error'>,
  wrong: string | undefined,
): string | undefined {
  if (wrong !== undefined) return wrong;
  if (known.asking) return 'The plan is being made.';
  if (known.error !== undefined || known.answer === undefined) return 'There is no plan.';
  return known.answer.possible ? undefined : 'The policy cannot be kept: see what would do.';
}

function Workbench({ mix }: { mix: MixView }) {
  const draft = useDraft(mix);
  const [round, setRound] = useState(0);
  const [building, setBuilding] = useState(false);
  const problems = problemsOf(draft.form);
  const wrong = Object.values(problems)[0];
  const section = wrong === undefined ? sectionOf(draft.form) : undefined;
  const known = usePlanner(section, round);
  const role = useWhyNot('operate');
  return (
    <>
      <PageHead
        title={`Mix for generation ${mix.generation}`}
        lead={<Inputs inputs={mix.inputs} />}
        actions={
          <>
            {draft.isChanged && <Button onClick={draft.reset}>Back to outcross.yaml</Button>}
            <Button look="main" whyNot={role ?? whyNoBuild(known, wrong)} onClick={() => setBuilding(true)}>
              Build…
            </Button>
          </>
        }
      />
      <div className={styles['bench']}>
        <div className={styles['policy']}>
          <PolicyForm form={draft.form} problems={problems} onChange={draft.change} plan={known.answer} />
          {section && (
            <Card title="outcross.yaml" actions={<CopyButton text={yamlOf(section)} />}>
              <pre className={styles['yaml']}>{yamlOf(section)}</pre>
            </Card>
          )}
        </div>
        <div className={styles['outcome']}>
          <Outcome known={known} wrong={wrong} draft={draft} onRetry={() => setRound(round + 1)} />
        </div>
      </div>
      {building && section && known.answer && (
        <BuildMix mix={mix} plan={known.answer} section={section} onClose={() => setBuilding(false)} />
      )}
    </>
  );
}

/** The next training set: its policy, what it would hold, and what was built before. */
export default function MixPage() {
  const view = useView<MixView>('/api/mix', {
    kinds: ['mix', 'generation', 'anchor', 'review', 'proof', 'job'],
  });
  return (
    <Shown view={view} label="Looking at the next mix">
      {(mix) => (
        <>
          {mix.empty ? (
            <>
              <PageHead title="Mix" />
              <Empty absent={mix.empty} />
            </>
          ) : (
            <Workbench key={JSON.stringify([mix.generation, mix.policy])} mix={mix} />
          )}
          <BuiltMixes built={mix.built} />
        </>
      )}
    </Shown>
  );
}
