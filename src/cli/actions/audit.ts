import { type Audit, audit } from '../../audit/audit.ts';
import { type AuditSettings, settingsOf } from '../../audit/settings.ts';
import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { visible } from '../../report/visible.ts';
import { gatherFacts } from '../../workspace/audit/gather.ts';
import { waiverErrors } from '../../workspace/audit/waivers.ts';
import { existingLedgerOf } from '../../workspace/ledger.ts';
import { CONFIG_NAME, type Workspace } from '../../workspace.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { hands, withEngine } from '../engine-options.ts';
import { auditFacts } from '../facts/audit-facts.ts';
import { record } from '../record.ts';
import { requireSideFiles } from '../row-files.ts';
import { withProgress } from '../row-reports.ts';
import { version } from '../version.ts';
import { workspaceOf } from '../workspace-options.ts';
import type { AuditOptions } from './audit-options.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 80;

/** Runs the checklist; status 1 where a gate is not met. */
export async function runAudit(
  options: AuditOptions,
  context: Context,
  now: () => Date = () => new Date(),
): Promise<void> {
  const { when, stage, workers, html, markdown, sarif, junit } = options;
  const workspace = await auditWorkspace(options);
  await requireSideFiles({ '--html': html, '--markdown': markdown, '--sarif': sarif, '--junit': junit }, []);
  const named = typeof options.ledger === 'string' ? { ledger: options.ledger } : {};
  const ledger = await existingLedgerOf(workspace, named);
  let found: Audit;
  let settings: AuditSettings;
  try {
    const facts = await withProgress(context, undefined, (onProgress) =>
      withEngine(options, workspace, context, (engine) =>
        gatherFacts(workspace, {
          now: now().getTime(),
          ledger,
          onProgress,
          signal: context.signal,
          ...hands(engine, workers),
        }),
      ),
    );
    settings = settingsOf(facts.config);
    found = audit(facts, {
      version: version(),
      ...(when === undefined ? {} : { when }),
      ...(stage === undefined ? {} : { stages: stage }),
    });
  } finally {
    await ledger?.close();
  }
  await writeFiles(found, options, workspace.file ?? CONFIG_NAME);
  await show(found, options, context);
  context.status = found.status === 'failed' ? 1 : 0;
  if (options.dryRun === true || stage !== undefined || (when?.length ?? 1) !== 1) return;
  await record(() => auditFacts(found, settings, options, workspace), options, workspace, context, now);
}

/** The workspace to audit. Throws `E_NOT_FOUND` where there is none, and the first error of its waivers. */
export async function auditWorkspace(options: Pick<AuditOptions, 'config'>): Promise<Workspace> {
  const workspace = await workspaceOf(options);
  if (workspace.file === undefined) {
    throw new OutcrossError('E_NOT_FOUND', `there is no ${CONFIG_NAME} here or above`, {
      where: process.cwd(),
      hint: 'Make a workspace: outcross init, or one to look around in: outcross init try --example',
    });
  }
  const [wrong] = waiverErrors(workspace);
  if (wrong !== undefined) throw wrong;
  return workspace;
}

/** Views are loaded where they are asked for. */
async function writeFiles(found: Audit, options: AuditOptions, configuration: string): Promise<void> {
  const { html, markdown, sarif, junit } = options;
  if (html !== undefined) {
    const { auditHtml } = await import('../../report/audit/html.ts');
    await atomicWrite(html, auditHtml(found));
  }
  if (markdown !== undefined) {
    const { auditMarkdown } = await import('../../report/audit/markdown.ts');
    await atomicWrite(markdown, auditMarkdown(found));
  }
  if (sarif !== undefined) {
    const { auditSarif } = await import('../../report/audit/sarif.ts');
    await atomicWrite(sarif, auditSarif(found, configuration));
  }
  if (junit !== undefined) {
    const { auditJunit } = await import('../../report/audit/junit.ts');
    await atomicWrite(junit, auditJunit(found));
  }
}

async function show(found: Audit, options: AuditOptions, { stdout, env }: Context): Promise<void> {
  if (options.json === true) {
    const { auditJson } = await import('../../report/audit/json.ts');
    stdout.write(auditJson(found));
    return;
  }
  const { auditTerminal } = await import('../../report/audit/terminal.ts');
  stdout.write(
    auditTerminal(found, {
      columns: stdout.columns || PIPE_COLUMNS,
      colour: wantsColour(stdout, env),
      all: options.all === true,
    }),
  );
  const { html, markdown, sarif, junit } = options;
  for (const path of [html, markdown, sarif, junit])
    if (path !== undefined) stdout.write(`Written to ${visible(path)}\n`);
}
