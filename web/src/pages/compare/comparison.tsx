import type { CompareView } from '../../../../src/server/wire.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { OriginsBar } from '../../parts/origins-bar.tsx';
import { Text } from '../../parts/text.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { clipped, count } from '../../parts/words.ts';
import { GenerationLink } from '../../shell/generation-link.tsx';
import { useQueryState } from '../../shell/query-state.ts';
import { Categories } from './categories.tsx';
import { changeSentence } from './changes.ts';
import styles from './comparison.module.css';
import { Signals } from './signals.tsx';

type Side = 'a' | 'b';

function originsOf({ origins }: CompareView, side: Side): Record<string, number> {
  return Object.fromEntries(origins.map((row) => [row.origin, row[side] ?? 0]));
}

function SideCard({ found, side }: { found: CompareView; side: Side }) {
  const { id, verdict, why } = found[side];
  return (
    <div className={styles['side']}>
      <h2>
        <GenerationLink id={id} /> <VerdictMark verdict={verdict} />
      </h2>
      {why && (
        <p className="soft">
          <Text>{why}</Text>
        </p>
      )}
      <OriginsBar origins={originsOf(found, side)} />
    </div>
  );
}

function LostWords({ found }: { found: CompareView }) {
  const { lost, a, b } = found;
  if (lost.length === 0) return null;
  const lead = `What ${clipped(a.id, 40)} still has of the human tail and ${clipped(b.id, 40)} lost, the surest first.`;
  const [phrases, words] = [true, false].map((wanted) => lost.filter((type) => /\s/.test(type) === wanted));
  return (
    <Section title="Lost on the way" lead={lead} id="lost">
      <WordList title="Words" types={words} />
      <WordList title="Phrases" types={phrases} />
    </Section>
  );
}

/** Shown before somebody asks for all. */
const SHOWN = 60;

/** Types of one kind. A phrase is told from the next by more than a space. */
function WordList({ title, types }: { title: string; types: readonly string[] }) {
  const [open, setOpen] = useQueryState(`lost.${title.toLowerCase()}`);
  if (types.length === 0) return null;
  const rest = types.length - SHOWN;
  return (
    <>
      <h3>
        {title} <small className="soft">{count(types.length)}</small>
      </h3>
      <ul className={styles['words']}>
        {(open === 'all' ? types : types.slice(0, SHOWN)).map((type) => (
          <li key={type}>
            <Text clip={80}>{type}</Text>
          </li>
        ))}
      </ul>
      {rest > 0 && open !== 'all' && <Button onClick={() => setOpen('all')}>{count(rest)} more</Button>}
    </>
  );
}

/** Two generations, and what changed between them. */
export function Comparison({ found }: { found: CompareView }) {
  if (found.absent) return <Empty absent={found.absent} />;
  return (
    <>
      <div className={styles['sides']}>
        <SideCard found={found} side="a" />
        <SideCard found={found} side="b" />
      </div>
      {found.recorded && <Empty absent={found.recorded} title="From the ledger alone" />}
      <p className={styles['sentence']} role="status">
        {changeSentence(found.signals)}
      </p>
      <Signals found={found} />
      <Categories found={found} />
      <LostWords found={found} />
    </>
  );
}
