import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { AuditView } from '../../../../src/server/wire.ts';
import { startJob, useAct } from '../../api/act.ts';
import { useView } from '../../api/views.ts';
import {
  Badge,
  Button,
  Card,
  Empty,
  Figure,
  Figures,
  Input,
  PageHead,
  Section,
  Select,
  Shown,
  StackedBar,
  Table,
  Text,
  Time,
} from '../../parts/index.ts';
import { count } from '../../parts/words.ts';
import { useQueryState } from '../../shell/query-state.ts';
import { useWhyNot } from '../../shell/session.tsx';
import { AnswerDialog } from './answer.tsx';
import {
  type Audit,
  type Filter,
  type Group,
  groups,
  isWhole,
  MOMENT_WORDS,
  RESULT_WORDS,
  RESULTS,
  STAGE_WORDS,
  settledText,
} from './groups.ts';
import { ItemCard, Settled } from './item.tsx';
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

function Standing({ audit }: { audit: Audit }) {
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

function Stages({ audit }: { audit: Audit }) {
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

function Filters({
  filter,
  set,
}: {
  filter: Filter;
  set: Readonly<Record<keyof Filter, (value: string) => void>>;
}) {
  const all = (label: string) => ({ value: '', label });
  return (
    <div className={styles['filters']}>
      <Select
        aria-label="Moment"
        value={filter.when}
        onChange={set.when}
        options={[
          all('every moment'),
          ...Object.entries(MOMENT_WORDS).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Select
        aria-label="Result"
        value={filter.result}
        onChange={set.result}
        options={[all('every result'), ...RESULTS.map((value) => ({ value, label: RESULT_WORDS[value] }))]}
      />
      <Input
        type="search"
        aria-label="Words of the item"
        placeholder="Words"
        value={filter.text}
        onChange={set.text}
      />
    </div>
  );
}

interface StageGroupProps {
  readonly group: Group;
  readonly filter: Filter;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly onAnswer: (id: string) => void;
}

function StageGroup({ group, filter, chosen, onChoose, onAnswer }: StageGroupProps) {
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

function History({ history }: Pick<AuditView, 'history'>) {
  return (
    <Section
      title="Recorded"
      lead="Audits that were run and written to the ledger, newest first."
      id="history"
    >
      <Table
        name="history"
        caption="Recorded audits"
        rows={history}
        keyOf={({ seq }) => String(seq)}
        none="None yet: “Run and record” writes one."
        columns={[
          { key: 'at', title: 'When', value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
          {
            key: 'status',
            title: 'Result',
            value: ({ status }) => status,
            cell: ({ status }) => (
              <Badge tone={status === 'passed' ? 'good' : 'bad'}>
                <Text clip={20}>{status}</Text>
              </Badge>
            ),
          },
          { key: 'score', title: 'Score', align: 'number', value: ({ score }) => score },
          {
            key: 'seq',
            title: 'Event',
            align: 'number',
            value: ({ seq }) => seq,
            cell: ({ seq }) => <Link href={`/ledger?before=${seq + 1}`}>{seq}</Link>,
          },
        ]}
      />
    </Section>
  );
}

/** One piece of the address that filters. */
function useFilter() {
  const [when, setWhen] = useQueryState('when');
  const [result, setResult] = useQueryState('result');
  const [text, setText] = useQueryState('q');
  return { filter: { when, result, text }, set: { when: setWhen, result: setResult, text: setText } };
}

function Checklist({ audit, renew }: { audit: Audit; renew: () => void }) {
  const { filter, set } = useFilter();
  const [chosen, setChosen] = useQueryState('item');
  const [answering, setAnswering] = useState<string>();
  const shown = groups(audit, filter);
  const item = audit.items.find(({ id }) => id === answering);
  const close = () => setAnswering(undefined);
  return (
    <>
      <Standing audit={audit} />
      <Stages audit={audit} />
      <Filters filter={filter} set={set} />
      {shown.length === 0 && <p className="soft">No item is like that.</p>}
      {shown.map((group) => (
        <StageGroup
          key={group.stage}
          group={group}
          filter={filter}
          chosen={chosen}
          onChoose={setChosen}
          onAnswer={setAnswering}
        />
      ))}
      {item && (
        <AnswerDialog
          item={item}
          onClose={close}
          onDone={() => {
            close();
            renew();
          }}
        />
      )}
    </>
  );
}

function Run() {
  const [, navigate] = useLocation();
  const { busy, act } = useAct(true);
  const role = useWhyNot('operate');
  const run = async () => {
    const job = await act(() => startJob('audit'));
    if (job !== undefined) navigate(`/jobs?job=${encodeURIComponent(job.id)}`);
  };
  return (
    <Button whyNot={role ?? (busy ? 'It is being started.' : undefined)} onClick={() => void run()}>
      Run and record
    </Button>
  );
}

/** The checklist, judged now: what holds, what that rests on, and what mends the rest. */
export default function AuditPage() {
  const view = useView<AuditView>('/api/audit');
  return (
    <>
      <PageHead
        title="Audit"
        lead="The checklist against collapse, judged over the ledger and the files as they stand."
        actions={
          <>
            <Button look="quiet" onClick={view.renew}>
              Judge again
            </Button>
            <Run />
          </>
        }
      />
      <Shown view={view} label="Judging">
        {({ audit, absent, history }) => (
          <>
            {absent && <Empty absent={absent} />}
            {audit && <Checklist audit={audit} renew={view.renew} />}
            <History history={history} />
          </>
        )}
      </Shown>
    </>
  );
}
