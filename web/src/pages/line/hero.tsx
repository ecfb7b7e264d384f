import type { LineView } from '../../../../src/server/wire.ts';
import { classes } from '../../parts/class-names.ts';
import { Command } from '../../parts/command.tsx';
import { sentence } from '../../parts/sentence.ts';
import { Text } from '../../parts/text.tsx';
import { Time } from '../../parts/time.tsx';
import { VerdictSign } from '../../parts/verdict-mark.tsx';
import { VERDICT_PHRASE } from '../../parts/words.ts';
import { GenerationLink } from '../../shell/generation-link.tsx';
import styles from './hero.module.css';

function Kicker({ line }: { line: LineView }) {
  const shown = line.generations;
  // A window on earlier generations does not hold the one that the verdict is of.
  const whole = shown.at(-1)?.position === line.total;
  const newest = whole ? shown.findLast(({ verdict }) => verdict !== undefined) : undefined;
  if (newest === undefined) return <Text clip={60}>{line.line}</Text>;
  return (
    <>
      <Text clip={60}>{line.line}</Text>, generation <GenerationLink id={newest.id} />
      {newest.checkedAt && (
        <>
          , checked <Time at={newest.checkedAt} />
        </>
      )}
    </>
  );
}

function Milestones({ line }: { line: LineView }) {
  const { lastHealthy, firstEarly, firstLate } = line;
  const stones = [
    ['Last healthy', lastHealthy],
    ['First early', firstEarly],
    ['First late', firstLate],
  ].filter((stone): stone is [string, string] => stone[1] !== undefined);
  if (stones.length === 0) return null;
  return (
    <dl className={styles['stones']}>
      {stones.map(([name, id]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <GenerationLink id={id} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Next({ next }: Pick<LineView, 'next'>) {
  if (next.length === 0) return null;
  return (
    <div className={styles['next']}>
      <h2>Next</h2>
      <ol>
        {next.map(({ text, command }) => (
          <li key={text}>
            <Text>{sentence(text)}</Text>
            {command && <Command>{command}</Command>}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The line's state in one glance. */
export function Hero({ line }: { line: LineView }) {
  const { verdict, summary } = line;
  return (
    <section
      className={classes(styles['hero'], `v-${verdict ?? 'inconclusive'}`)}
      aria-label="State of the line"
    >
      <div>
        <p className={styles['kicker']}>
          <Kicker line={line} />
        </p>
        <h1>
          <VerdictSign verdict={verdict} size="large" />
          <span>
            <span className={styles['word']}>{verdict ?? 'not checked'}</span>{' '}
            {verdict && <span className={styles['phrase']}>{VERDICT_PHRASE[verdict]}</span>}
          </span>
        </h1>
        <p className={styles['why']}>
          <Text>{summary}</Text>
        </p>
        <Milestones line={line} />
      </div>
      <Next next={line.next} />
    </section>
  );
}
