import { OutcrossError } from '../../base/errors.ts';
import type { GivenPolicy } from '../../mix/proof/check-policy.ts';
import type { Trust } from '../../mix/proof/trust.ts';
import { verifyProof } from '../../mix/proof/verify-proof.ts';
import { wantsColour } from '../colour.ts';
import { keyStoreOf, publicKeyNamed } from '../commands/keys/store-options.ts';
import type { Context } from '../context.ts';
import { record } from '../record.ts';
import { withProgress } from '../row-reports.ts';
import { verificationText } from '../verification-text.ts';
import { workspaceOf } from '../workspace-options.ts';
import { mixPolicy } from './mix-policy.ts';
import type { VerifyOptions } from './verify-options.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Checks a proof; status 1 where anything differs. */
export async function verify(path: string, options: VerifyOptions, context: Context): Promise<void> {
  const { data, manifest, tree, workers, extends: before } = options;
  const trust = await trustOf(options, context);
  const policy = await policyOf(options);
  const verification = await withProgress(context, undefined, (onProgress) =>
    verifyProof(path, {
      trust,
      onProgress,
      signal: context.signal,
      ...given({ data, manifest, tree, workers, policy, extends: before }),
    }),
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
  if (!verification.passed) context.status = 1;
  const workspace = await workspaceOf(options);
  await record(
    async () => (await import('../facts/proof-facts.ts')).verifiedFacts(path, verification, workspace.folder),
    options,
    workspace,
    context,
  );
}

function given<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}

/** The keys that are named, and only those; else all of the store. */
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
  if (key.length + trust.length === 0) return { keys: await store.list() };
  return { keys: await Promise.all(key.map((each) => publicKeyNamed(store, each))), fingerprints };
}

async function policyOf({ policy }: VerifyOptions): Promise<GivenPolicy | undefined> {
  return policy === undefined ? undefined : mixPolicy({ policy }, await workspaceOf({ config: false }));
}
