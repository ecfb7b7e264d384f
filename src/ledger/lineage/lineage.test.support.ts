import { createHash } from 'node:crypto';
import { EMPTY_HEAD, sealed } from '../digest.ts';
import type { EventDraft } from '../event.ts';
import { factOf } from '../files-fact.ts';
import { draft, streamOf } from '../fixtures.test.support.ts';
import type { FilesFact } from '../kinds/parts.ts';
import { ledgerGraph } from './ledger-graph.ts';

/** A corpus of one file whose content is `content`; of the same content, the same digest. */
export function corpus(name: string, content = name): FilesFact {
  return factOf(name, [{ name, bytes: content.length, sha256: sha(content) }]);
}

export function sha(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

export function tagged(input: FilesFact, output: FilesFact, set?: object): EventDraft {
  return draft('corpus.tagged', [{ type: 'corpus', id: output.name }], {
    input,
    output,
    ...(set === undefined ? {} : { set }),
    examples: 3,
    origins: { human: 3 },
    version: '1',
  });
}

export function mixed(inputs: readonly FilesFact[], output: FilesFact, more: object = {}): EventDraft {
  return draft('mix.built', [{ type: 'mix', id: output.name }], {
    inputs,
    output,
    policy: sha('policy'),
    examples: 3,
    composition: { origin: { human: 3 } },
    version: '1',
    ...more,
  });
}

export function checked(name: string, position: number, files: FilesFact, trainedOn?: FilesFact): EventDraft {
  return draft('generation.checked', [{ type: 'generation', id: name }], {
    position,
    corpus: files,
    ...(trainedOn === undefined ? {} : { trainedOn }),
    examples: 3,
    tokens: 9,
    alpha: 0.05,
    margin: 0.1,
    version: '1',
  });
}

export function graphOf(...drafts: readonly EventDraft[]) {
  return ledgerGraph(streamOf(sealed(drafts, EMPTY_HEAD)));
}
