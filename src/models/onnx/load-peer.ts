import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadPeer } from '../../base/peer.ts';

/** Not a dependency: who scores by a local model installs it. */
const PEER = '@huggingface/transformers';

/** The optional peer, from beside this package or from the folder `from`. Throws `E_PEER` where it is in neither. */
export function loadTransformers<T>(from: string): Promise<T> {
  return loadPeer<T>(PEER, 'a model in ONNX', (name) =>
    import(name).catch(() => import(resolvedFrom(from, name))),
  );
}

function resolvedFrom(folder: string, name: string): string {
  return pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href;
}
