import { OutcrossError } from '../../base/errors.ts';
import { anchorCorpus } from '../../engine/rows/anchor-corpus.ts';
import { anchorFolder } from '../../workspace/human.ts';
import { pathsIn } from '../../workspace/paths.ts';
import type { AnchorSection, Workspace } from '../../workspace.ts';
import { anchorText } from '../anchor-text.ts';
import { noteTrouble } from '../bad-row-notes.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { type EngineOptions, hands, withEngine } from '../engine-options.ts';
import { requirePicturesReach } from '../modality-rules.ts';
import { withQuarantine } from '../quarantine.ts';
import { type ReadingOptions, readingSpec } from '../reading-options.ts';
import { type LedgerOption, record } from '../record.ts';
import { requireSideFiles, strictQuarantine } from '../row-files.ts';
import { FirstRows, withProgress } from '../row-reports.ts';
import { version } from '../version.ts';
import { type WorkspaceOptions, withFields, workspaceOf } from '../workspace-options.ts';

/** Options of `outcross anchor`. */
export interface AnchorOptions extends ReadingOptions, WorkspaceOptions, LedgerOption, EngineOptions {
  readonly output?: string;
  readonly holdout?: number;
  readonly strata?: readonly string[];
  readonly salt?: string;
  readonly leastGroups?: number;
  readonly assumeHuman?: boolean;
  readonly leaveOutOthers?: boolean;
  readonly force?: boolean;
  readonly quarantine?: string;
  readonly strict?: boolean;
  readonly workers?: number;
  readonly json?: boolean;
}

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Makes an anchor, and says how well it stands for the data. */
export async function makeAnchor(
  named: readonly string[],
  given: AnchorOptions,
  context: Context,
): Promise<void> {
  const workspace = await workspaceOf(given);
  const { inputs, options } = withWorkspaceHuman(named, given, workspace);
  const { output, quarantine, strict, workers, force } = options;
  if (output === undefined || output === '' || output === '-') throw noOutput();
  if (strict === true && quarantine !== undefined) throw strictQuarantine();
  await requireSideFiles({ '--quarantine': quarantine }, [...inputs, output]);
  const { config } = workspace;
  const spec = readingSpec(inputs, withFields(options, config.fields, 'refused'));
  await requirePicturesReach(spec, output);
  const malformed = new FirstRows();
  const document = await withProgress(context, output, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      withQuarantine(quarantine, (onBadRow) =>
        anchorCorpus(spec, output, {
          ...settingsOf(config.anchor),
          ...stated(options),
          ...hands(engine, workers),
          strict,
          signal: context.signal,
          onProgress,
          replace: force === true,
          version: version(),
          onBadRow: (row) => {
            malformed.add(row);
            onBadRow?.(row);
          },
        }),
      ),
    ),
  );
  const { stdout, env } = context;
  stdout.write(
    options.json === true
      ? `${JSON.stringify(document, undefined, 2)}\n`
      : anchorText(document, output, stdout.columns || PIPE_COLUMNS, wantsColour(stdout, env)),
  );
  noteTrouble(
    { malformed: document.malformed, invalidEncoding: 0, rows: malformed.rows },
    quarantine === undefined ? 'See them all with --quarantine FILE.' : `They are in ${quarantine}.`,
    context,
  );
  await record(
    async () =>
      (await import('../facts/anchor-facts.ts')).anchorFacts(spec, output, document, workspace.folder),
    options,
    workspace,
    context,
  );
}

/** What the options say; what they leave open is taken from the workspace. */
function stated({ holdout, strata, salt, leastGroups, assumeHuman, leaveOutOthers }: AnchorOptions): object {
  const all = { holdout, strata, salt, leastGroups, assumeHuman, leaveOutOthers };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Human data and folder of the workspace, where the options name none. */
function withWorkspaceHuman(
  inputs: readonly string[],
  options: AnchorOptions,
  workspace: Workspace,
): { readonly inputs: readonly string[]; readonly options: AnchorOptions } {
  const { human } = workspace.config;
  const isSaid = options.output !== undefined || workspace.file === undefined;
  const all = isSaid ? options : { ...options, output: anchorFolder(workspace) };
  if (inputs.length > 0) return { inputs, options: all };
  if (human === undefined) {
    throw new OutcrossError('E_NO_INPUT', 'no human data were named', {
      hint: 'Name a corpus, or write human: in outcross.yaml (outcross init makes one).',
    });
  }
  return { inputs: pathsIn(workspace, human), options: all };
}

/** What a section says of the split. */
function settingsOf({ folder: _, ...settings }: AnchorSection = {}): Omit<AnchorSection, 'folder'> {
  return settings;
}

function noOutput(): OutcrossError {
  return new OutcrossError('E_USAGE', 'where to write the anchor was not said', {
    where: '--output',
    hint: 'Name a folder, such as -o anchor.',
  });
}
