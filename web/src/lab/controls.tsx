import { SUBJECTS, type Subject, scenarioOfSubject } from '../../../src/lab/browser.ts';
import { classes, Field, Input, Select } from '../parts/index.ts';
import styles from './lab.module.css';
import { LETTERS } from './roles.ts';
import { type LabSetting, type LineSetting, LOOP_NAMES, RANGES, REAL, TEMPERATURE } from './setting.ts';
import { Slider } from './slider.tsx';

type Change = (changes: Readonly<Record<string, string | undefined>>) => void;

const SUBJECT_NAMES: Readonly<Record<Subject, string>> = {
  gaussian: 'A Gaussian',
  categorical: 'A Zipf vocabulary',
  transformer: 'A small transformer',
};

const LOOP_WORDS: Readonly<Record<LineSetting['loop'], string>> = {
  replace: 'replace: the last output alone',
  accumulate: 'accumulate: everything so far',
  subsample: 'subsample: as many rows, of everything',
  fixed: 'fixed: the same real rows mixed in',
  fresh: 'fresh: new real rows mixed in',
  none: 'nothing to compare',
};

/** Which of the three is run. */
export function SubjectChoice({ subject, change }: { subject: Subject; change: Change }) {
  return (
    <fieldset className={styles['subjects']}>
      <legend className="hidden">What learns from itself</legend>
      {SUBJECTS.map((one) => (
        <label key={one} data-on={one === subject || undefined}>
          <input
            type="radio"
            name="subject"
            checked={one === subject}
            // Sizes of one subject are none of another.
            onChange={() => change({ subject: one, n: undefined, g: undefined, r: undefined, at: undefined })}
          />
          <b>{SUBJECT_NAMES[one]}</b>
          <small>{scenarioOfSubject(one).summary}</small>
        </label>
      ))}
    </fieldset>
  );
}

interface LineProps {
  readonly name: 'a' | 'b';
  readonly line: LineSetting;
  readonly change: Change;
}

function LineControls({ name, line, change }: LineProps) {
  const letter = LETTERS[name === 'a' ? 0 : 1];
  const loops = name === 'a' ? LOOP_NAMES : ([...LOOP_NAMES, 'none'] as const);
  const set = (key: string) => (value: number) => change({ [`${name}.${key}`]: String(value) });
  return (
    <fieldset className={classes(styles['line'], styles[name])}>
      <legend>Line {letter}</legend>
      <Field label="Loop">
        {(tie) => (
          <Select
            {...tie}
            value={line.loop}
            options={loops.map((loop) => ({ value: loop, label: LOOP_WORDS[loop] }))}
            onChange={(loop) => change({ [name]: loop })}
          />
        )}
      </Field>
      {(line.loop === 'fixed' || line.loop === 'fresh') && (
        <Slider label="Real share" range={REAL} value={line.real} onChange={set('real')} />
      )}
      {line.loop !== 'none' && (
        <Slider label="Temperature" range={TEMPERATURE} value={line.temperature} onChange={set('t')} />
      )}
    </fieldset>
  );
}

/** Everything that determines the numbers. */
export function Controls({ setting, change }: { setting: LabSetting; change: Change }) {
  const { subject, samples, generations, replicates, seed } = setting;
  const ranges = RANGES[subject];
  const set = (key: string) => (value: number) => change({ [key]: String(value), at: undefined });
  const reset: Change = (changes) => change({ ...changes, at: undefined });
  return (
    <div className={styles['controls']}>
      <LineControls name="a" line={setting.a} change={reset} />
      <LineControls name="b" line={setting.b} change={reset} />
      <fieldset className={styles['line']}>
        <legend>Both</legend>
        <Slider
          label="Samples"
          unit={`${scenarioOfSubject(subject).rows} a generation`}
          range={ranges.samples}
          value={samples}
          onChange={set('n')}
        />
        <Slider label="Generations" range={ranges.generations} value={generations} onChange={set('g')} />
        {ranges.replicates.most > 1 && (
          <Slider
            label="Replicates"
            unit="measured"
            range={ranges.replicates}
            value={replicates}
            onChange={set('r')}
          />
        )}
        <div className={styles['seed']}>
          <Field label="Seed">
            {(tie) => <Input {...tie} value={seed} onChange={(text) => reset({ seed: text })} />}
          </Field>
        </div>
      </fieldset>
    </div>
  );
}
