import { useLocation } from 'wouter';
import type { MixView, PlanView } from '../../../../src/server/wire.ts';
import { startJob, useAct } from '../../api/act.ts';
import { Button, Dialog, say, Text, Trouble } from '../../parts/index.ts';
import { count } from '../../parts/words.ts';
import type { Section } from './form.ts';
import styles from './page.module.css';

interface BuildMixProps {
  readonly mix: MixView;
  readonly plan: PlanView;
  readonly section: Section;
  readonly onClose: () => void;
}

/** Says what will be written where, and starts the job. */
export function BuildMix({ mix, plan, section, onClose }: BuildMixProps) {
  const [, navigate] = useLocation();
  const { busy, error, act } = useAct();
  const build = async () => {
    const job = await act(() => startJob('mix', { policy: section, again: true }));
    if (job === undefined) return;
    say(`The mix of generation ${mix.generation} is being built.`, 'good');
    onClose();
    navigate(`/jobs?job=${encodeURIComponent(job.id)}`);
  };
  return (
    <Dialog
      title={`Build the mix of generation ${mix.generation}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button look="main" whyNot={busy ? 'It is being started.' : undefined} onClick={() => void build()}>
            Build
          </Button>
        </>
      }
    >
      <div className={styles['confirm']}>
        <p>
          {count(plan.composition.examples)} examples ({count(plan.composition.tokens)} tokens) are written to{' '}
          <code>
            <Text>{mix.output}</Text>
          </code>
          , with a manifest beside it. What stands there is replaced when the new one is whole.
        </p>
        <p>It reads:</p>
        <ul>
          {mix.inputs.map(({ path }) => (
            <li key={path}>
              <code>
                <Text>{path}</Text>
              </code>
            </li>
          ))}
        </ul>
        <p className="soft">
          The policy is the one of this page. outcross.yaml stays as it is: copy the YAML there if the policy
          is to hold for the next mixes too.
        </p>
        {error && <Trouble error={error} />}
      </div>
    </Dialog>
  );
}
