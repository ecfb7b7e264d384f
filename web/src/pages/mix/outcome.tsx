import type { JobProgress } from '../../../../src/server/wire.ts';
import { ApiError } from '../../api/client.ts';
import { Card, duration, ProgressBar, Text, Trouble, Waiting } from '../../parts/index.ts';
import { withRemedy } from './form.ts';
import { Plan } from './plan.tsx';
import type { Draft } from './use-draft.ts';
import type { Planned } from './use-planner.ts';

interface OutcomeProps {
  readonly known: Planned;
  readonly wrong: string | undefined;
  readonly draft: Draft;
  readonly onRetry: () => void;
}

/** What becomes of the policy as it stands: a plan, what is wrong with it, or how far the inputs are read. */
export function Outcome({ known, wrong, draft, onRetry }: OutcomeProps) {
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
