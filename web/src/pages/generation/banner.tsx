import type { GenerationPoint } from '../../../../src/server/wire.ts';
import { classes } from '../../parts/class-names.ts';
import { Text } from '../../parts/text.tsx';
import { VerdictSign } from '../../parts/verdict-mark.tsx';
import { count, VERDICT_PHRASE } from '../../parts/words.ts';
import styles from './banner.module.css';
import type { GenerationReport } from './report-parts.ts';

interface BannerProps {
  readonly point: GenerationPoint;
  readonly report: GenerationReport | undefined;
}

function Deciding({ tokens }: { tokens: number | undefined }) {
  if (tokens === undefined) return null;
  return (
    <>
      {' '}
      A sample of <b>{count(tokens)}</b> tokens a side would decide.
    </>
  );
}

function Advice({ report }: { report: GenerationReport }) {
  return (
    <div className={styles['pair']}>
      <div>
        <h2>What to do</h2>
        <p>
          <Text>{report.remedy}</Text>
          <Deciding tokens={report.sampleThatWouldDecide} />
        </p>
      </div>
      <div>
        <h2>What the verdict speaks of</h2>
        <p>
          <Text>{report.definition}</Text>
        </p>
      </div>
    </div>
  );
}

/** The verdict at full size: why, what to do, and of what it speaks. */
export function Banner({ point, report }: BannerProps) {
  const verdict = point.verdict ?? report?.verdict;
  const why = point.why ?? report?.why;
  return (
    <section className={classes(styles['banner'], `v-${verdict ?? 'inconclusive'}`)} aria-label="Verdict">
      <p className={styles['said']}>
        <VerdictSign verdict={verdict} size="large" />
        <span>
          <b className={styles['word']}>{verdict ?? 'not checked'}</b>{' '}
          {verdict && <span className={styles['phrase']}>{VERDICT_PHRASE[verdict]}</span>}
        </span>
      </p>
      {why && (
        <p className={styles['why']}>
          <Text>{why}</Text>
        </p>
      )}
      {report && <Advice report={report} />}
    </section>
  );
}
