import type { CompareView } from '../../../../src/server/wire.ts';
import { Section } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { OriginsBar } from '../../parts/origins-bar.tsx';
import { Text } from '../../parts/text.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { clipped } from '../../parts/words.ts';
import { GenerationLink } from '../../shell/generation-link.tsx';
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
  const lead = `What ${clipped(a.id, 40)} still has of the human tail and ${clipped(b.id, 40)} lost.`;
  return (
    <Section title="Lost on the way" lead={lead} id="lost">
      <ul className={styles['words']}>
        {lost.map((type) => (
          <li key={type}>
            <Text clip={80}>{type}</Text>
          </li>
        ))}
      </ul>
    </Section>
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
