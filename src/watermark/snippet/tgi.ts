import { OutcrossError } from '../../base/errors.ts';
import { readSecrets } from '../key/secrets.ts';
import { DEFAULT_KEY } from '../kgw/readings.ts';
import type { SnippetTarget } from './snippet.ts';

/** Text Generation Inference: its key cannot be chosen, its shares can. */
export const TGI: SnippetTarget = {
  name: 'tgi',
  what: 'Text Generation Inference',
  schemes: ['kgw-tgi'],
  make({ key: { id, scheme, secrets, parameters } }) {
    const [key = DEFAULT_KEY] = readSecrets(scheme, secrets);
    if (key !== DEFAULT_KEY) {
      throw new OutcrossError(
        'E_UNSUPPORTED',
        'Text Generation Inference marks with the key of its own code alone',
        {
          where: id,
          hint: 'Import a key without secrets: outcross watermark keys import /dev/null --scheme kgw-tgi --vocabulary N.',
        },
      );
    }
    const { gamma = 0.5, delta = 2 } = parameters;
    return {
      steps: [
        {
          title: 'Start the server',
          lines: [
            `text-generation-launcher --model-id MODEL --watermark-gamma ${gamma} --watermark-delta ${delta}`,
          ],
        },
        {
          title: 'Ask for the mark and for token ids in every request',
          lines: ['"parameters": {"watermark": true, "details": true}'],
        },
      ],
      notes: [
        'Its key is known to all the world: whoever reads its source can find the mark, and leave it.',
        'Servers mark on CUDA, whose generator gives other lists than the CPU: what is marked there cannot be verified here.',
      ],
    };
  },
};
