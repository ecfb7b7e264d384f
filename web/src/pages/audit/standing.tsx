import { Card, Figure, Figures, StackedBar, Text, Time } from '../../parts/index.ts';
import { count } from '../../parts/words.ts';
import { type Audit, RESULT_WORDS, RESULTS, STAGE_WORDS } from './groups.ts';
import styles from './page.module.css';

const TONES: Readonly<Record<string, string>> = {
  failed: 't-bad',
  'not-answered': 't-notice',
  waived: 't-blue',
  passed: 't-good',
  'not-applicable': 't-plain',
};

function Counts({ counts, label }: { counts: Audit['counts']; label: string }) {
  const parts = RESULTS.filter((result) => counts[result] > 0).map((result) => ({
    key: result,
    label: `${count(counts[result])} ${RESULT_WORDS[result]}`,
    value: counts[result],
    tone: TONES[result],
  }));
  return (
    <>
      <StackedBar parts={parts} label={`${label}: ${parts.map((part) => part.label).join(', ')}`} />
      <small>{parts.map((part) => part.label).join(', ')}</small>
    </>
  );
}

/** Whether the audit passed, why not, and its score. */
export function Standing({ audit }: { audit: Audit }) {
  const { status, score, counts, reasons, at } = audit;
  return (
    <div className={styles['standing']}>
      <Card className={status === 'passed' ? 't-good' : 't-bad'}>
        <p className={styles['status']}>
          <b>{status === 'passed' ? '✓ Passed' : '✕ Failed'}</b>
          <small>
            judged <Time at={at} />
          </small>
        </p>
        <ul>
          {reasons.map(({ gate, text }) => (
            <li key={gate + text}>
              <Text>{text}</Text>
            </li>
          ))}
          {reasons.length === 0 && <li>The gates of this workspace hold.</li>}
        </ul>
      </Card>
      <Card>
        <Figures>
          <Figure
            label="Score"
            value={score === undefined ? '–' : score}
            note="of 100, weighed by severity"
          />
        </Figures>
        <Counts counts={counts} label="Items" />
      </Card>
    </div>
  );
}

/** Scores by stage, each leading to its items. */
export function Stages({ audit }: { audit: Audit }) {
  return (
    <ul className={styles['stages']}>
      {audit.scores.map(({ stage, score, counts }) => (
        <li key={stage}>
          <a href={`#stage-${stage}`}>{STAGE_WORDS[stage] ?? stage}</a>
          <b className="numbers">{score === undefined ? '–' : Math.round(score)}</b>
          <Counts counts={counts} label={STAGE_WORDS[stage] ?? stage} />
        </li>
      ))}
    </ul>
  );
}
