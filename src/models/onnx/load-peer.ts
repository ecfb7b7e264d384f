import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadPeer } from '../../base/peer.ts';

/** Not a dependency: who scores by a local model installs it. */
const PEER = '@huggingface/transformers';
const WHAT = 'a model in ONNX';

/** The optional peer, from beside this package or from the folder `from`. Throws `E_PEER` where it is in neither. */
export function loadTransformers<T>(from: string): Promise<T> {
  const inFolder = async (name: string) => createRequire(join(from, 'package.json'))(name) as unknown;
  return loadPeer<T>(PEER, WHAT).catch(() => loadPeer<T>(PEER, WHAT, inFolder));
}
