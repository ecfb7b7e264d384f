import { useMemo } from 'react';
import type { DecisionView, Neighbour, ReviewItem } from '../../../../src/server/wire.ts';
import { classes, OriginBadge, Text, Time } from '../../parts/index.ts';
import { percent } from '../../parts/words.ts';
import styles from './beside.module.css';
import { Lines } from './marked.tsx';
import { beginningOf } from './pieces.ts';
import { type Run, sharedRuns } from './similar.ts';
import { didOf, REASONS } from './words.ts';

interface ReasonsProps {
  readonly reasons: ReviewItem['reasons'];
  readonly focus: number | undefined;
  readonly onFocus: (reason: number) => void;
}

/** Why an example is in the queue. */
export function Reasons({ reasons, focus, onFocus }: ReasonsProps) {
  return (
    <section className={styles['part']} aria-label="Why it is here">
      <h2>
        Why it is here
        {reasons.length > 1 && (
          <small>
            <kbd>j</kbd> <kbd>k</kbd>
          </small>
        )}
      </h2>
      <ol className={styles['reasons']}>
        {reasons.map((reason, i) => (
          <li key={`${reason.kind} ${reason.text}`}>
            <button
              type="button"
              className={classes(i === focus && styles['focus'])}
              aria-pressed={i === focus}
              onClick={() => onFocus(i)}
              onPointerEnter={() => onFocus(i)}
            >
              <b>{REASONS[reason.kind]}</b>
              <Text>{reason.text}</Text>
            </button>
          </li>
        ))}
      </ol>
      {reasons.length === 0 && <p className="soft">Nobody said why.</p>}
    </section>
  );
}

function written(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(written).join(', ') : (JSON.stringify(value) ?? '');
}

/** Where an example comes from, as its row says. */
export function Provenance({ item }: { item: ReviewItem }) {
  const { file, id, provenance, assignee } = item;
  const { origin, ...rest } = provenance;
  const rows = [...Object.entries(rest), ['file', file], ['id', id], ['assigned to', assignee]] as const;
  return (
    <section className={styles['part']} aria-label="Provenance">
      <h2>Provenance</h2>
      <dl className={styles['facts']}>
        <div>
          <dt>origin</dt>
          <dd>
            <OriginBadge origin={typeof origin === 'string' ? origin : 'unknown'} />
          </dd>
        </div>
        {rows.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>
                <Text clip={24}>{name}</Text>
              </dt>
              <dd>
                <Text clip={120}>{written(value)}</Text>
              </dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

/** Likeness from which the words that differ say more than those that are shared. */
const ALIKE = 0.6;

/** Characters of a neighbour that are shown. */
const SHOWN = 480;

function Compared({ runs }: { runs: readonly Run[] }) {
  let at = 0;
  return runs.map(({ text, shared }) => {
    const key = at;
    at += text.length;
    return shared ? (
      <Lines key={key}>{text}</Lines>
    ) : (
      <em key={key} className={styles['own']}>
        <Lines>{text}</Lines>
      </em>
    );
  });
}

function Near({ neighbour, text }: { neighbour: Neighbour; text: string }) {
  const beginning = beginningOf(neighbour.text, SHOWN);
  const runs = useMemo(
    () => (neighbour.similarity >= ALIKE ? sharedRuns(beginning, beginningOf(text, 4 * SHOWN)) : undefined),
    [neighbour, beginning, text],
  );
  return (
    <li>
      <header>
        <span className="numbers">{percent(neighbour.similarity)} alike</span>
        {neighbour.origin && <OriginBadge origin={neighbour.origin} />}
        <small>
          <Text clip={36}>{neighbour.id}</Text>
        </small>
      </header>
      <blockquote dir="auto">
        {runs === undefined ? <Lines>{beginning}</Lines> : <Compared runs={runs} />}
        {beginning.length < neighbour.text.length && '\u2026'}
      </blockquote>
    </li>
  );
}

interface NeighboursProps {
  readonly title: string;
  readonly none: string;
  readonly neighbours: readonly Neighbour[];
  readonly text: string;
}

/** Texts like the example; where they are much alike, words that only they have are marked. */
export function Neighbours({ title, none, neighbours, text }: NeighboursProps) {
  return (
    <section className={styles['part']} aria-label={title}>
      <h2>{title}</h2>
      {neighbours.length === 0 && <p className="soft">{none}</p>}
      <ol className={styles['near']}>
        {neighbours.map((neighbour) => (
          <Near key={neighbour.id} neighbour={neighbour} text={text} />
        ))}
      </ol>
    </section>
  );
}

/** Whether earlier decisions may be seen: two reviewers who are to agree decide blind. */
export function isOpen({ reasons, decisions }: ReviewItem, reviewer: string): boolean {
  const isAsked = reasons.some(({ kind }) => kind === 'disagreement' || kind === 'outdated');
  return decisions.length > 0 && (isAsked || decisions.some((each) => each.reviewer === reviewer));
}

export function Decisions({ decisions }: { decisions: readonly DecisionView[] }) {
  return (
    <section className={styles['part']} aria-label="Decided before">
      <h2>Decided before</h2>
      <ol className={styles['decisions']}>
        {decisions.map((decision) => (
          <li key={decision.seq}>
            <Text>{didOf(decision)}</Text> <Time at={decision.at} />
            {decision.note && (
              <blockquote>
                <Text clip={300}>{decision.note}</Text>
              </blockquote>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
