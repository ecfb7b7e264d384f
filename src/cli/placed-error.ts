import { OutcrossError } from '../base/errors.ts';
import { workspaceOf } from './workspace-options.ts';

/** Errors of an input that is not there. */
const NOT_THERE: ReadonlySet<string> = new Set(['E_NOT_FOUND', 'E_NO_INPUT']);

/**
 * An error of an input that is not there says which line of outcross.yaml names it, where that does and the command line does not. Any
 * other error is given back as it is.
 */
export async function placedError(error: unknown, args: readonly string[]): Promise<unknown> {
  if (!(error instanceof OutcrossError) || !NOT_THERE.has(error.code)) return error;
  const { code, message, where, hint, cause } = error;
  if (where === undefined || args.includes('--no-config') || args.some((arg) => arg.includes(where)))
    return error;
  const { placeOfPath } = await import('../workspace/place-of-path.ts');
  const workspace = await workspaceOf({ config: configIn(args) }).catch(() => undefined);
  const place = workspace && placeOfPath(workspace, where);
  return place === undefined ? error : new OutcrossError(code, message, { where: place, hint, cause });
}

function configIn(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === '--config' || arg.startsWith('--config='));
  if (at < 0) return undefined;
  return args[at].includes('=') ? args[at].slice('--config='.length) : args[at + 1];
}
