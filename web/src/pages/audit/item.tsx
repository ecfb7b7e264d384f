import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Badge, Button, Card, Command, classes, Text, type Tone } from '../../parts/index.ts';
import { count } from '../../parts/words.ts';
import { useWhyNot } from '../../shell/session.tsx';
import { type Item, MOMENT_WORDS, RESULT_WORDS, type Result, waiverText } from './groups.ts';
import styles from './item.module.css';

const TONES: Readonly<Record<Result, Tone>> = {
  failed: 'bad',
  'not-answered': 'notice',
  waived: 'blue',
  passed: 'good',
  'not-applicable': 'plain',
};

const SIGNS: Readonly<Record<Result, string>> = {
  failed: '✕',
  'not-answered': '?',
  waived: '–',
  passed: '✓',
  'not-applicable': '·',
};

/** Pieces of evidence shown until somebody asks for all: a line of a thousand generations has a thousand. */
const SHOWN = 8;

function Evidence({ evidence }: Pick<Item, 'evidence'>) {
  const [all, setAll] = useState(false);
  if (evidence.length === 0) return null;
  const isCut = !all && evidence.length > SHOWN + 1;
  return (
    <ul className={styles['evidence']}>
      {(isCut ? evidence.slice(0, SHOWN) : evidence).map(({ text, file, seq }) => (
        <li key={`${text} ${file} ${seq}`}>
          <Text clip={240}>{text}</Text>
          {file && (
            <>
              {' '}
              <code>
                <Text clip={80}>{file}</Text>
              </code>
            </>
          )}
          {seq !== undefined && (
            <>
              {' '}
              <Link href={`/ledger?before=${seq + 1}`}>event {seq}</Link>
            </>
          )}
        </li>
      ))}
      {isCut && (
        <li>
          <Button small look="quiet" onClick={() => setAll(true)}>
            Show all {count(evidence.length)}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Remedy({ remedy }: { remedy: NonNullable<Item['remedy']> }) {
  return (
    <div className={styles['remedy']}>
      {remedy.text && (
        <p>
          <Text>{remedy.text}</Text>
        </p>
      )}
      {remedy.where && (
        <p>
          Edit{' '}
          <code>
            <Text>{remedy.where}</Text>
          </code>
        </p>
      )}
      {remedy.command && <Command>{remedy.command}</Command>}
    </div>
  );
}

interface ItemCardProps {
  readonly item: Item;
  /** A link leads to it. */
  readonly chosen: boolean;
  readonly onAnswer: () => void;
}

/** One line of the checklist: how it ended, what that rests on, and what mends it. */
export function ItemCard({ item, chosen, onAnswer }: ItemCardProps) {
  const whyNot = useWhyNot('review');
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) holder.current?.scrollIntoView({ block: 'center' });
  }, [chosen]);
  const { id, question, result, severity, when, why, evidence, remedy, answerable } = item;
  const waiver = waiverText(item);
  const isOpen = result === 'failed' || result === 'not-answered';
  return (
    <div ref={holder} id={id}>
      <Card className={classes(styles['item'], chosen && styles['chosen'], `t-${TONES[result]}`)}>
        <b className={styles['sign']} aria-hidden="true">
          {SIGNS[result]}
        </b>
        <div className={styles['body']}>
          <h3>
            <Text>{question}</Text>
          </h3>
          <p>
            <Text>{why}</Text>
          </p>
          {waiver && (
            <p className="soft">
              <Text>{waiver}</Text>
            </p>
          )}
          <Evidence evidence={evidence} />
          {isOpen && remedy && <Remedy remedy={remedy} />}
          {answerable && (
            <Button small whyNot={whyNot} onClick={onAnswer}>
              {result === 'not-answered' ? 'Answer' : 'Answer anew'}
            </Button>
          )}
        </div>
        <div className={styles['marks']}>
          <Badge tone={TONES[result]}>{RESULT_WORDS[result]}</Badge>
          <small>
            {severity}, {MOMENT_WORDS[when] ?? when}
          </small>
          <small>
            <Link href={`/audit?item=${encodeURIComponent(id)}`}>
              <Text>{id}</Text>
            </Link>
          </small>
        </div>
      </Card>
    </div>
  );
}

/** What needs nobody: one line each, opened on demand. */
export function Settled({ items, onOpen }: { items: readonly Item[]; onOpen: (id: string) => void }) {
  return (
    <ul className={styles['settled']}>
      {items.map(({ id, question, why, result }) => (
        <li key={id} id={id} className={`t-${TONES[result]}`}>
          <b title={RESULT_WORDS[result]}>{SIGNS[result]}</b>
          <span>
            <button type="button" onClick={() => onOpen(id)}>
              <Text>{question}</Text>
            </button>{' '}
            <small>
              {result === 'not-applicable' && 'Does not apply: '}
              <Text clip={160}>{why}</Text>
            </small>
          </span>
        </li>
      ))}
    </ul>
  );
}
