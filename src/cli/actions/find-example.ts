import { OutcrossError } from '../../base/errors.ts';
import type { Example } from '../../corpus/example.ts';
import { planShards } from '../../corpus/plan.ts';
import { readShard } from '../../corpus/read.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { interruptible } from '../../engine/interruptible.ts';
import { visible } from '../../report/visible.ts';

/** The first example of a corpus with this id. Throws `E_NOT_FOUND` where there is none, `E_INTERRUPTED`, and as reading does. */
export async function findExample(id: string, spec: CorpusSpec, signal: AbortSignal): Promise<Example> {
  const events = { badRow() {}, progress() {} };
  for (const shard of await planShards(spec)) {
    const batches = readShard(shard, spec, events);
    for (;;) {
      const step = await interruptible(batches.next(), signal);
      if (step.done) break;
      const found = step.value.find((example) => example.id === id);
      if (found === undefined) continue;
      await batches.return({ rows: 0 });
      return found;
    }
  }
  throw new OutcrossError('E_NOT_FOUND', `no example has the id ${visible(id)}`, {
    where: '--explain',
    hint: 'Ids are those of the id field, or <file>#<place> where there is none, as in the file of rejects.',
  });
}
