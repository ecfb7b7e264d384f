import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { type SuspectText, suspectCorpus } from '../../engine/suspicion/suspect-corpus.ts';
import { noteTrouble } from '../bad-row-notes.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { requireText } from '../modality-rules.ts';
import { readingSpec } from '../reading-options.ts';
import { requireSideFiles } from '../row-files.ts';
import { FirstRows, withProgress } from '../row-reports.ts';
import { suspicionDocument, suspicionText } from '../suspicion-text.ts';
import { withFields, workspaceOf } from '../workspace-options.ts';
import type { SuspicionOptions } from './suspicion-options.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Ranks the texts of a corpus by what hints at a machine. */
export async function rankSuspicion(
  inputs: readonly string[],
  options: SuspicionOptions,
  context: Context,
): Promise<void> {
  const { human, labelled, logprobs, leastTokens, output, top, json } = options;
  if (human === undefined) {
    throw new OutcrossError('E_USAGE', 'which text is by people was not said', {
      where: '--human',
      hint: 'Name text of people, of the kind that is to be judged: --human books/.',
    });
  }
  const others = [human, labelled, logprobs].filter((path) => path !== undefined);
  await requireSideFiles({ '--output': output }, [...inputs, ...others]);
  const { config } = await workspaceOf(options);
  const spec = (paths: readonly string[]): CorpusSpec =>
    readingSpec(paths, withFields(options, config.fields));
  requireText(spec(inputs), 'outcross suspicion');
  const malformed = new FirstRows();
  let count = 0;
  const found = await withProgress(context, output, (onProgress) =>
    suspectCorpus(
      {
        corpus: spec(inputs),
        human: spec([human]),
        ...(labelled === undefined ? {} : { labelled: spec([labelled]) }),
        ...(logprobs === undefined ? {} : { logprobs }),
        ...(leastTokens === undefined ? {} : { least: leastTokens }),
      },
      {
        onProgress,
        signal: context.signal,
        onBadRow: (row) => {
          count++;
          malformed.add(row);
        },
      },
    ),
  );
  if (output !== undefined) await atomicWrite(output, lines(found.texts));
  const { stdout, env } = context;
  const view = { columns: stdout.columns || PIPE_COLUMNS, colour: wantsColour(stdout, env), top };
  stdout.write(json === true ? suspicionDocument(found) : suspicionText(found, view));
  noteTrouble({ malformed: count, invalidEncoding: 0, rows: malformed.rows }, '', context);
}

function* lines(texts: readonly SuspectText[]): Generator<string, void> {
  for (const { id, tokens, values, ranks, humanShares } of texts) {
    const calibrated = Object.keys(humanShares).length > 0;
    yield `${JSON.stringify({ id, tokens, values, ranks, ...(calibrated ? { humanShares } : {}) })}\n`;
  }
}
