import { Section } from '../../parts/index.ts';
import { type Filter, type Group, isWhole, STAGE_WORDS, settledText } from './groups.ts';
import { ItemCard, Settled } from './item.tsx';
import styles from './page.module.css';

interface StageGroupProps {
  readonly group: Group;
  readonly filter: Filter;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly onAnswer: (id: string) => void;
}

/** The items of a stage: what needs somebody whole, the rest in one line each. */
export function StageGroup({ group, filter, chosen, onChoose, onAnswer }: StageGroupProps) {
  const { stage, score, items } = group;
  const whole = items.filter((item) => isWhole(item, filter, chosen));
  const settled = items.filter((item) => !isWhole(item, filter, chosen));
  return (
    <Section
      id={`stage-${stage}`}
      title={STAGE_WORDS[stage] ?? stage}
      actions={<span className="soft">{score === undefined ? 'nothing applies' : `${score} of 100`}</span>}
    >
      <div className={styles['items']}>
        {whole.map((item) => (
          <ItemCard
            key={item.id}
            item={item}
            chosen={item.id === chosen}
            onAnswer={() => onAnswer(item.id)}
          />
        ))}
      </div>
      {settled.length > 0 && (
        <details className={styles['settled']} open={whole.length === 0}>
          <summary>{settledText(settled)}</summary>
          <Settled items={settled} onOpen={onChoose} />
        </details>
      )}
    </Section>
  );
}
