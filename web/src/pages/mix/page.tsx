import { useState } from 'react';
import type { MixView } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import { Button, Card, ClusterNote, CopyButton, Empty, PageHead, Shown, Text } from '../../parts/index.ts';
import { count } from '../../parts/words.ts';
import { useWhyNot } from '../../shell/session.tsx';
import { BuildMix } from './build-mix.tsx';
import { BuiltMixes } from './built.tsx';
import { problems as problemsOf, sectionOf } from './form.ts';
import { Outcome } from './outcome.tsx';
import styles from './page.module.css';
import { PolicyForm } from './policy-form.tsx';
import { useDraft } from './use-draft.ts';
import { type Planned, usePlanner } from './use-planner.ts';
import { yamlOf } from './yaml.ts';

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
          <h2 className="hidden">Policy</h2>
          <PolicyForm form={draft.form} problems={problems} onChange={draft.change} plan={known.answer} />
          {section && (
            <Card title="outcross.yaml" actions={<CopyButton text={yamlOf(section)} />}>
              <pre className={styles['yaml']}>{yamlOf(section)}</pre>
            </Card>
          )}
        </div>
        <div className={styles['outcome']}>
          <h2 className="hidden">Plan</h2>
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
          {mix.cluster && <ClusterNote command="outcross mix" />}
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
