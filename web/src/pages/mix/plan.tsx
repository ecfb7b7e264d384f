import type { PlanView } from '../../../../src/server/wire.ts';
import { type BarPart, Button, Card, classes, StackedBar, Table, Text } from '../../parts/index.ts';
import { count, percent, visible } from '../../parts/words.ts';
import { fateRows } from './fates.ts';
import styles from './plan.module.css';

type Rule = PlanView['rules'][number];
type Row = PlanView['composition']['byOrigin'][number];

/** The unit of a number as a word behind it. */
export function amount(value: number, unit: string): string {
  return unit === 'share' ? percent(value) : `${count(value)} ${visible(unit)}`;
}

function Rules({ rules }: { rules: readonly Rule[] }) {
  return (
    <ul className={styles['rules']}>
      {rules.map((rule) => (
        <li key={`${rule.rule} ${rule.unit}`} className={rule.short > 0 ? 't-bad' : 't-good'}>
          <b>{rule.short > 0 ? '✕' : '✓'}</b>
          <span>
            <Text>{rule.rule}</Text>
            <small>
              {' '}
              asks for {amount(rule.asked, rule.unit)}, gets {amount(rule.got, rule.unit)}
            </small>
          </span>
          <em>{rule.short > 0 ? `short by ${amount(rule.short, rule.unit)}` : 'kept'}</em>
        </li>
      ))}
    </ul>
  );
}

/** Steps of one colour for keys that have no colours of their own. */
const STEPS = 6;

interface MakeUpProps {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly unit: PlanView['unit'];
  /** By origin: each has its colour. */
  readonly isOrigin?: boolean;
  /** What stands for rows without a value. */
  readonly none?: string;
}

function toneOf(row: Row, i: number, isOrigin: boolean): string {
  const known = ['human', 'mixed', 'synthetic'].includes(row.value ?? '') ? row.value : 'unknown';
  return isOrigin ? `o-${known}` : (styles[`step${Math.min(i, STEPS - 1)}`] ?? '');
}

function MakeUp({ title, rows, unit, isOrigin = false, none = 'unknown' }: MakeUpProps) {
  const share = (row: Row) => (unit === 'tokens' ? row.shareOfTokens : row.shareOfExamples);
  const shown = rows.slice(0, STEPS);
  const rest = rows.slice(STEPS);
  const parts: BarPart[] = shown.map((row, i) => ({
    key: row.value ?? '\u0000',
    label: `${row.value ?? none} ${percent(share(row))}`,
    value: share(row),
    tone: toneOf(row, i, isOrigin),
  }));
  const other = rest.reduce((sum, row) => sum + share(row), 0);
  if (other > 0)
    parts.push({ key: '\u0001', label: `others ${percent(other)}`, value: other, tone: 't-plain' });
  return (
    <div className={styles['makeup']}>
      <h4>{title}</h4>
      <StackedBar parts={parts} label={`${title}: ${parts.map(({ label }) => label).join(', ')}`} />
      <ul>
        {shown.map((row, i) => (
          <li key={row.value ?? '\u0000'} className={toneOf(row, i, isOrigin)}>
            <i />
            <Text clip={28}>{row.value ?? none}</Text>
            <span>{percent(share(row))}</span>
            <small>{count(unit === 'tokens' ? row.tokens : row.examples)}</small>
          </li>
        ))}
        {rest.length > 0 && (
          <li className="t-plain">
            <i />
            {count(rest.length)} more
            <span>{percent(other)}</span>
          </li>
        )}
      </ul>
    </div>
  );
}

function Fates({ fates }: Pick<PlanView, 'fates'>) {
  return (
    <ul className={styles['fates']}>
      {fateRows(fates).map(({ id, words, examples, share }) => (
        <li key={id}>
          <span className="numbers">{count(examples)}</span>
          <span>
            <Text>{words}</Text>
          </span>
          <small className="numbers">{percent(share)}</small>
        </li>
      ))}
    </ul>
  );
}

interface PlanProps {
  readonly plan: PlanView;
  /** A newer one is on its way. */
  readonly stale: boolean;
  /** What a remedy does to the form; `undefined` where no field can do it. */
  readonly remedy: (remedy: PlanView['remedies'][number]) => (() => void) | undefined;
}

function Remedies({ plan, remedy }: Pick<PlanProps, 'plan' | 'remedy'>) {
  if (plan.remedies.length === 0) return null;
  return (
    <div className={styles['remedies']}>
      <span>Any one of these would do:</span>
      {plan.remedies.map((each) => {
        const take = remedy(each);
        return take === undefined ? (
          <span key={each.text} className={styles['outside']}>
            <Text>{each.text}</Text>
          </span>
        ) : (
          <Button key={each.text} small onClick={take}>
            <Text>{each.text}</Text>
          </Button>
        );
      })}
    </div>
  );
}

/** What a mix would hold under the policy as it stands. */
export function Plan({ plan, stale, remedy }: PlanProps) {
  const { possible, summary, composition, unit, strata, rules, fates } = plan;
  return (
    <div className={classes(styles['plan'], stale && styles['stale'])} aria-busy={stale}>
      <Card className={possible ? 't-good' : 't-bad'}>
        <p className={styles['summary']} role="status">
          <b>{possible ? 'It can be built.' : 'It cannot be kept.'}</b> <Text>{summary}</Text>
        </p>
        <p className={styles['size']}>
          {count(composition.examples)} examples, {count(composition.tokens)} tokens
        </p>
        <Rules rules={rules} />
        <Remedies plan={plan} remedy={remedy} />
      </Card>
      <Card title="Made of">
        <div className={styles['makeups']}>
          <MakeUp title="Origin" rows={composition.byOrigin} unit={unit} isOrigin />
          <MakeUp title="Source" rows={composition.bySource} unit={unit} />
          <MakeUp title="Model" rows={composition.byModel} unit={unit} none="no model" />
          <MakeUp title="Generation" rows={composition.byGeneration} unit={unit} />
        </div>
      </Card>
      <Card title="What becomes of the candidates">
        <Fates fates={fates} />
      </Card>
      {strata.length > 0 && (
        <Table
          name="strata"
          caption="Human examples by stratum of the anchor"
          tools={<h3>Human examples by stratum</h3>}
          rows={strata}
          keyOf={({ stratum }) => stratum}
          columns={[
            {
              key: 'stratum',
              title: 'Stratum',
              value: ({ stratum }) => stratum,
              cell: ({ stratum }) => <Text clip={60}>{stratum}</Text>,
            },
            {
              key: 'examples',
              title: 'In the mix',
              value: ({ examples }) => examples,
              align: 'number',
              cell: ({ examples }) => count(examples),
            },
            {
              key: 'short',
              title: 'Missing',
              value: ({ short }) => short,
              align: 'number',
              cell: ({ short }) => (short > 0 ? <b className={styles['short']}>{count(short)}</b> : '0'),
            },
          ]}
        />
      )}
    </div>
  );
}
