import type { CorpusSpec } from '../../../corpus/source.ts';
import type { RewriteOptions } from '../../../engine/rows/rewrite-corpus.ts';
import type { TokenizerText } from '../../../engine/watermark/load-tokenizer.ts';
import type { WatermarkKey } from '../../../watermark/key/key.ts';
import { noteTrouble } from '../../bad-row-notes.ts';
import type { Context } from '../../context.ts';
import { hands, withEngine } from '../../engine-options.ts';
import { textSpec } from '../../modality-rules.ts';
import { withQuarantine } from '../../quarantine.ts';
import { requireSideFiles, strictQuarantine } from '../../row-files.ts';
import { FirstRows, withProgress } from '../../row-reports.ts';
import { withFields, workspaceOf } from '../../workspace-options.ts';
import type { TokenOptions } from './detect-options.ts';
import { storeOf } from './key-options.ts';
import { tokenizerOf } from './tokenizer-option.ts';

/** What work on tokens is given. */
export interface TokenWork {
  readonly spec: CorpusSpec;
  readonly keys: readonly WatermarkKey[];
  /** Where tokens come from, and how many there must be. */
  readonly reading: {
    readonly tokensField?: string;
    readonly promptField?: string;
    readonly tokenizer?: TokenizerText;
    readonly least?: number;
  };
  readonly hooks: Pick<
    RewriteOptions,
    'workers' | 'engine' | 'strict' | 'signal' | 'onProgress' | 'onBadRow'
  >;
}

/** Files that a command writes, by the options that name them. */
export interface TokenOutputs {
  /** Files, which must not be inputs or each other. */
  readonly side: Readonly<Record<string, string | undefined>>;
  /** A corpus. */
  readonly corpus?: string;
}

/** Does `work` on corpora and keys that the options name, with progress, and notes rows that were passed over. */
export async function tokenRun<T extends { readonly malformed: number; readonly invalidEncoding: number }>(
  inputs: readonly string[],
  options: TokenOptions,
  outputs: TokenOutputs,
  context: Context,
  work: (given: TokenWork) => Promise<T>,
): Promise<T> {
  const { quarantine, strict, workers, tokensField, promptField, leastTokens } = options;
  if (strict === true && quarantine !== undefined) throw strictQuarantine();
  const { side, corpus } = outputs;
  await requireSideFiles({ '--quarantine': quarantine, ...side }, [
    ...inputs,
    ...(corpus === undefined ? [] : [corpus]),
  ]);
  const stored = await (await storeOf(options, context)).get(options.keys);
  const keys = stored.map(({ id, scheme, secrets, parameters }) => ({ id, scheme, secrets, parameters }));
  const workspace = await workspaceOf(options);
  const { config, folder } = workspace;
  const spec = textSpec(inputs, withFields(options, config.fields), 'outcross watermark');
  const tokenizer = await tokenizerOf(options, folder, context);
  const reading = given({ tokensField, promptField, tokenizer, least: leastTokens });
  const rows = new FirstRows();
  const shown = corpus ?? Object.values(side).find((path) => path !== undefined);
  const found = await withProgress(context, shown, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      withQuarantine(quarantine, (onBadRow) => {
        const hooks = {
          ...hands(engine, workers),
          strict,
          signal: context.signal,
          onProgress,
          onBadRow: (row: Parameters<FirstRows['add']>[0]) => {
            rows.add(row);
            onBadRow?.(row);
          },
        };
        return work({ spec, keys, reading, hooks });
      }),
    ),
  );
  noteTrouble(
    { malformed: found.malformed, invalidEncoding: found.invalidEncoding, rows: rows.rows },
    quarantine === undefined ? 'See them all with --quarantine FILE.' : `They are in ${quarantine}.`,
    context,
  );
  return found;
}

/** What is not undefined. */
export function given<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
