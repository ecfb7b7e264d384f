import { Link } from 'wouter';
import type { LineView } from '../../../../src/server/wire.ts';
import { Section } from '../../parts/card.tsx';
import { classes } from '../../parts/class-names.ts';
import { VerdictSign } from '../../parts/verdict-mark.tsx';
import { shortNames, visible } from '../../parts/words.ts';
import { generationPath } from '../../shell/address.ts';
import { Strip } from './strip.tsx';
import styles from './timeline.module.css';

/** More steps than this are a strip, of which a window is chosen; the newest of them are steps all the same. */
const STEPS = 14;

const NAME = 14;

function Steps({ generations }: { generations: LineView['generations'] }) {
  const names = shortNames(
    generations.map(({ id }) => id),
    NAME,
  );
  return (
    <ol className={styles['steps']}>
      {generations.map(({ id, verdict }, index) => (
        <li key={id} className={`v-${verdict ?? 'inconclusive'}`}>
          <Link href={generationPath(id)} title={visible(id)}>
            <VerdictSign verdict={verdict} />
            <b>
              <bdi>{names[index]}</bdi>
            </b>
            <span>{verdict ?? 'not checked'}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

function leadOf({ total, generations }: LineView): string {
  if (total <= STEPS) return '';
  const [first, last] = [generations[0].position, generations.at(-1)!.position];
  if (generations.length === total) return `All ${total.toLocaleString('en')} generations.`;
  return `Generations ${first.toLocaleString('en')} to ${last.toLocaleString('en')} of ${total.toLocaleString('en')}.`;
}

/** All generations as steps; of a long line a strip to choose a window on, and the last steps of it. */
export function Timeline({ line }: { line: LineView }) {
  const long = line.total > STEPS;
  return (
    <Section title="Generations" lead={leadOf(line)}>
      {long && <Strip line={line} />}
      <nav aria-label="Generations" className={classes(long && styles['few'])}>
        <Steps generations={line.generations.slice(-STEPS)} />
      </nav>
    </Section>
  );
}
