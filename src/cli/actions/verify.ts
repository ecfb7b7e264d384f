import { OutcrossError } from '../../base/errors.ts';
import type { GivenPolicy } from '../../mix/proof/check-policy.ts';
import { proofFile } from '../../mix/proof/mix-files.ts';
import { exists } from '../../mix/proof/set-beside.ts';
import type { Trust } from '../../mix/proof/trust.ts';
import { verifyProof } from '../../mix/proof/verify-proof.ts';
import type { Workspace } from '../../workspace.ts';
import { wantsColour } from '../colour.ts';
import { certificateTrustOf } from '../commands/keys/certificate-options.ts';
import { keyStoreOf, publicKeyNamed } from '../commands/keys/store-options.ts';
import type { Context } from '../context.ts';
import { hands, withEngine } from '../engine-options.ts';
import { isBroughtBack, newestMixOf } from '../newest-mix.ts';
import { record } from '../record.ts';
import { withProgress } from '../row-reports.ts';
import { verificationText } from '../verification-text.ts';
import { workspaceOf } from '../workspace-options.ts';
import { mixPolicy } from './mix-policy.ts';
import type { VerifyOptions } from './verify-options.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Checks a proof, that of the newest mix of the workspace where none is named; status 1 where anything differs. */
export async function verify(
  named: string | undefined,
  given: VerifyOptions,
  context: Context,
): Promise<void> {
  const workspace = await workspaceOf(given);
  const { path, options, mix } = await proofMeant(named, given, workspace, context);
  const { data, manifest, tree, workers, extends: before } = options;
  const trust = await trustOf(options, context);
  const policy = await policyOf(options);
  const verification = await withProgress(context, undefined, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      verifyProof(path, {
        trust,
        onProgress,
        signal: context.signal,
        ...hands(engine, workers),
        ...present({ data, manifest, tree, policy, extends: before }),
      }),
    ),
  );
  const { stdout, env } = context;
  stdout.write(
    options.json === true
      ? `${JSON.stringify(verification, undefined, 2)}\n`
      : verificationText(verification, {
          columns: stdout.columns || PIPE_COLUMNS,
          colour: wantsColour(stdout, env),
        }),
  );
  const isMeant = async () => mix === undefined || !(await isBroughtBack(mix, options, workspace, context));
  if (!verification.passed || !(await isMeant())) context.status = 1;
  await record(
    async () => (await import('../facts/proof-facts.ts')).verifiedFacts(path, verification, workspace.folder),
    options,
    workspace,
    context,
  );
}

/** Who names no proof wants to know whether the newest set is what was proven, all of it. */
async function proofMeant(
  named: string | undefined,
  options: VerifyOptions,
  workspace: Workspace,
  context: Context,
): Promise<{ readonly path: string; readonly options: VerifyOptions; readonly mix?: string }> {
  if (named !== undefined) return { path: named, options };
  const mix = await newestMixOf(options, workspace, context);
  const path = proofFile(mix);
  if (!(await exists(path))) {
    throw new OutcrossError('E_NOT_FOUND', `${mix} was not proven yet: there is no ${path}`, {
      where: path,
      hint: 'Prove it: outcross prove',
    });
  }
  return { path, mix, options: { ...options, data: options.data ?? [mix] } };
}

function present<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}

/** The keys and the identity that are named, and only those; else all keys of the store. */
async function trustOf(options: VerifyOptions, context: Context): Promise<Trust> {
  const store = await keyStoreOf(options, context);
  const { key = [], trust = [] } = options;
  const fingerprints = trust.map((each) => each.toLowerCase());
  const wrong = fingerprints.find((each) => !/^[0-9a-f]{64}$/.test(each));
  if (wrong !== undefined) {
    throw new OutcrossError('E_OPTION', `--trust is ${wrong}, not 64 hexadecimal digits`, {
      where: '--trust',
      hint: 'Give the whole fingerprint: a part of it could be met by a key that was made for it.',
    });
  }
  const certificate = await certificateTrustOf(options);
  if (certificate === undefined && key.length + trust.length === 0) return { keys: await store.list() };
  const keys = await Promise.all(key.map((each) => publicKeyNamed(store, each)));
  return { keys, fingerprints, ...(certificate === undefined ? {} : { certificate }) };
}

async function policyOf({ policy }: VerifyOptions): Promise<GivenPolicy | undefined> {
  return policy === undefined ? undefined : mixPolicy({ policy }, await workspaceOf({ config: false }));
}
