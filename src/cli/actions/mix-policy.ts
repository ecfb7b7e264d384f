import { OutcrossError } from '../../base/errors.ts';
import type { Policy } from '../../mix/policy.ts';
import { type PolicySection, readPolicy } from '../../mix/read-policy.ts';
import { openWorkspace, type Workspace } from '../../workspace.ts';
import type { MixOptions } from './mix-options.ts';

/** The policy that the options name, and the file that it stands in. Throws `E_CONFIG`, `E_POLICY`, `E_OPTION`. */
export async function mixPolicy(
  { policy: file, size, seed }: MixOptions,
  workspace: Workspace,
): Promise<{ policy: Policy; where: string }> {
  const from = file === undefined ? workspace : await openWorkspace(process.cwd(), file);
  if (file !== undefined && from.config.policy === undefined) throw noPolicy(file);
  const section = (from.config.policy ?? {}) as PolicySection;
  const given = {
    ...section,
    ...(size === undefined ? {} : { size: sizeOf(size) }),
    ...(seed === undefined ? {} : { seed }),
  };
  const policy = readPolicy(given, (path) => from.placeOf(['policy', ...path]));
  return { policy, where: from.file ?? 'the default policy' };
}

/** Who names a file means what stands in it, not the default. */
function noPolicy(file: string): OutcrossError {
  return new OutcrossError('E_CONFIG', `${file} holds no policy`, {
    where: file,
    hint: 'Write the policy under the key policy, such as: policy: { human: { minimum: 0.3 } }.',
  });
}

function sizeOf(text: string): number | 'all' {
  if (text === 'all') return 'all';
  const size = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(size) && size > 0) return size;
  throw new OutcrossError('E_OPTION', `--size is ${text}, not a whole number from 1, nor all`, {
    where: '--size',
    hint: 'Such as --size 10000.',
  });
}
