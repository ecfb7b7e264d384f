import { OutcrossError } from '../../base/errors.ts';
import type { SinkResult } from '../../corpus/block-sink.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { type Differential, differentialOf } from '../../quality/filters/differential.ts';
import {
  type ActiveRule,
  activeFamilies,
  type FilterSettings,
} from '../../quality/filters/filter-settings.ts';
import { addTallies, EMPTY_TALLY, type FilterTally } from '../../quality/filters/filter-tally.ts';
import { type RewriteOptions, type RewriteOutput, rewriteCorpus } from './rewrite-corpus.ts';

/** Where examples go; what has no output is only counted. */
export interface FilterOutputs {
  readonly kept?: RewriteOutput;
  /** Each with the field `rejected`: every rule that it broke, with its value against the threshold. */
  readonly rejects?: RewriteOutput;
  /** Kept examples that broke a rule that flags, each with the field `flagged`. */
  readonly flags?: RewriteOutput;
}

/** What filtering a corpus came to. */
export interface FilterResult {
  readonly tally: FilterTally;
  /** Every rule that was applied. */
  readonly rules: readonly ActiveRule[];
  /** Undefined where human or synthetic examples are absent. */
  readonly differential: Differential | undefined;
  /** What was written, by the names of `FilterOutputs`. */
  readonly outputs: { readonly [K in keyof FilterOutputs]: SinkResult };
  readonly malformed: number;
  readonly invalidEncoding: number;
}

/**
 * Holds every example against the rules and parts the corpus. The outputs have the same bytes whatever the workers, and appear
 * together. Throws as `activeFamilies` and `rewriteCorpus`; `E_USAGE` where examples would be dropped without a row:
 * kept ones are written and rejected ones are not; `E_EMPTY` where there is no example.
 */
export async function filterCorpus(
  spec: CorpusSpec,
  settings: FilterSettings,
  outputs: FilterOutputs,
  options: Omit<RewriteOptions, 'onSummary' | 'beforeCommit'> = {},
): Promise<FilterResult> {
  if (outputs.kept !== undefined && outputs.rejects === undefined) throw unaccounted();
  const rules = activeFamilies(settings).flatMap((family) => family.rules);
  const names = (['kept', 'rejects', 'flags'] as const).filter((name) => outputs[name] !== undefined);
  let tally = EMPTY_TALLY;
  const { outputs: written, ...trouble } = await rewriteCorpus(
    spec,
    {
      kernel: 'filter',
      settings: {
        ...settings,
        outputs: Object.fromEntries(names.map((name, number) => [name, number])),
        ...(spec.idField === undefined ? {} : { idField: spec.idField }),
        ...(spec.textField === undefined ? {} : { textField: spec.textField }),
      },
      outputs: names.map((name) => outputs[name]!),
    },
    {
      ...options,
      onSummary: (summary) => {
        tally = addTallies(tally, summary as FilterTally);
      },
      beforeCommit: () => {
        if (tally.examples === 0) throw noExample(spec);
      },
    },
  );
  return {
    tally,
    rules,
    differential: differentialOf(tally),
    outputs: Object.fromEntries(names.map((name, number) => [name, written[number]])),
    ...trouble,
  };
}

function unaccounted(): OutcrossError {
  return new OutcrossError('E_USAGE', 'where to write what is dropped was not said', {
    where: '--rejects',
    hint: 'Nothing is dropped without a row: name a file, such as --rejects rejects.jsonl.',
  });
}

function noExample({ inputs }: CorpusSpec): OutcrossError {
  const where = inputs.length === 1 ? inputs[0] : `${inputs[0]} and ${inputs.length - 1} more`;
  return new OutcrossError('E_EMPTY', `${where}: there is no example`, {
    where,
    hint: 'Check what should have written it, and the malformed rows.',
  });
}
