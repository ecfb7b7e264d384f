import { inventory } from '../../engine/rows/inventory.ts';
import type { LedgerKey } from '../../quality/provenance/ledger.ts';
import { noteTrouble } from '../bad-row-notes.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { type EngineOptions, hands, withEngine } from '../engine-options.ts';
import { inventoryDocument, inventoryText } from '../inventory-text.ts';
import { withQuarantine } from '../quarantine.ts';
import { type ReadingOptions, readingSpec } from '../reading-options.ts';
import { requireSideFiles, strictQuarantine } from '../row-files.ts';
import { FirstRows, withProgress } from '../row-reports.ts';
import { type WorkspaceOptions, withFields, workspaceOf } from '../workspace-options.ts';

/** Options of `outcross inventory`. */
export interface InventoryOptions extends ReadingOptions, WorkspaceOptions, EngineOptions {
  readonly by?: readonly LedgerKey[];
  readonly top?: number;
  readonly quarantine?: string;
  readonly strict?: boolean;
  readonly workers?: number;
  readonly json?: boolean;
}

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Prints what a corpus holds, by where it comes from. */
export async function takeInventory(
  inputs: readonly string[],
  options: InventoryOptions,
  context: Context,
): Promise<void> {
  const { quarantine, strict, workers, by, top } = options;
  if (strict === true && quarantine !== undefined) throw strictQuarantine();
  await requireSideFiles({ '--quarantine': quarantine }, inputs);
  const workspace = await workspaceOf(options);
  const spec = readingSpec(inputs, withFields(options, workspace.config.fields));
  const malformed = new FirstRows();
  const found = await withProgress(context, undefined, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      withQuarantine(quarantine, (onBadRow) =>
        inventory(spec, {
          ...hands(engine, workers),
          strict,
          signal: context.signal,
          onProgress,
          ...(by === undefined ? {} : { by }),
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
      ? `${JSON.stringify(inventoryDocument(found), undefined, 2)}\n`
      : inventoryText(found, {
          columns: stdout.columns || PIPE_COLUMNS,
          colour: wantsColour(stdout, env),
          top,
        }),
  );
  noteTrouble(
    { malformed: found.malformed, invalidEncoding: found.invalidEncoding, rows: malformed.rows },
    quarantine === undefined ? 'See them all with --quarantine FILE.' : `They are in ${quarantine}.`,
    context,
  );
}
