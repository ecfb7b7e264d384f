import { OutcrossError } from '../../base/errors.ts';
import { isUri, localPath } from '../../corpus/remote.ts';

/**
 * The path of an output of a mix, which this machine gathers from all pieces and so writes itself. Throws `E_UNSUPPORTED` for a URI that
 * is no `file://`.
 */
export function placeHere(path: string): string {
  if (!isUri(path)) return path;
  if (/^file:\/\/\//i.test(path)) return localPath(path);
  throw new OutcrossError('E_UNSUPPORTED', `${path} cannot be written: a mix is gathered by this machine`, {
    where: path,
    hint: 'Name a path that this machine sees, and copy the set and its manifest once they are built. Inputs may be URIs.',
  });
}
