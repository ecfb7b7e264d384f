import { OutcrossError } from '../base/errors.ts';
import type { Task } from '../engine/engine.ts';

/**
 * Throws `E_UNSUPPORTED` for a task that needs what executors lack: an ONNX model, and the package that runs it, where they run from an
 * archive (`isShipped`).
 */
export function requireCarried({ features }: Pick<Task, 'features'>, isShipped: boolean): void {
  if (features?.source !== 'onnx' || !isShipped) return;
  throw new OutcrossError(
    'E_UNSUPPORTED',
    'vectors of an ONNX model cannot be made by executors that run an archive',
    {
      where: features.folder,
      hint:
        'The archive holds neither the model nor the package that runs it. Make the vectors first, and name their field with ' +
        "--vector-field; or run without --archive where executors see this machine's files.",
    },
  );
}
