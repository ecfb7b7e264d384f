import { OutcrossError } from '../../base/errors.ts';
import { contentBytes } from '../content.ts';
import type { Example } from '../example.ts';
import { cutShort } from '../failure.ts';
import type { Intake } from '../intake.ts';
import type { CorpusSpec, ReadEvents, Shard, ShardEnd } from '../source.ts';
import { ByteCursor } from './byte-cursor.ts';
import { FOLDER_FIELD, folderOf, LABEL_FIELD, requireFields } from './folder.ts';
import { openIdx } from './idx.ts';
import { readLabels } from './labels.ts';
import { openNpy } from './npy-stack.ts';
import { pictureExample } from './picture-example.ts';
import type { OpenStack } from './stack-shape.ts';

/** Reads an IDX file of pictures, as `readStack`. */
export function readIdx<T>(
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  return readStack(openIdx, shard, spec, events, intake);
}

/** Reads a `.npy` file of pictures, as `readStack`. */
export function readNpyPictures<T>(
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  return readStack(openNpy, shard, spec, events, intake);
}

/**
 * Reads an array of pictures. Fields (group, category): `folder`, the name of the folder, and `label`, the number in the file of
 * labels beside it. Throws `E_FORMAT`, `E_TRUNCATED` after the pictures before the cut, and what reading throws.
 */
async function* readStack<T>(
  open: OpenStack,
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  requireFields(shard, { ...spec, idField: undefined }, [FOLDER_FIELD, LABEL_FIELD]);
  const cursor = new ByteCursor(contentBytes(shard, (bytes) => events.progress(bytes)));
  try {
    const stack = await open(cursor, shard.name);
    const fields = await fieldsOf(shard, spec, stack.count);
    for (let i = 0; i < stack.count; i++) {
      const bytes = await cursor.take(stack.bytes);
      if (bytes.length < stack.bytes) {
        yield* intake.takeRest();
        throw cutShort(shard.name, `it ends in picture ${i + 1} of ${stack.count}`);
      }
      const image = stack.picture(bytes);
      const id = `${shard.name}#${i + 1}`;
      if (typeof image === 'string') intake.bad(image, '');
      else
        addPicture(
          intake,
          pictureExample(id, image, spec, (field) => fields(field, i)),
        );
      yield* intake.takeFull();
    }
    if (!(await cursor.ended())) throw excess(shard.name);
    yield* intake.takeRest();
    return { rows: intake.rows };
  } finally {
    await cursor.close();
  }
}

function addPicture<T>(intake: Intake<T>, example: Example): void {
  intake.add(example, false, undefined, { value: { image: example.id } });
}

async function fieldsOf(
  shard: Shard,
  { groupField, categoryField }: CorpusSpec,
  count: number,
): Promise<(field: string, index: number) => string> {
  const folder = folderOf(shard);
  if (groupField !== LABEL_FIELD && categoryField !== LABEL_FIELD) return () => folder;
  const labels = await readLabels(shard, count);
  return (field, index) => (field === LABEL_FIELD ? labels[index] : folder);
}

function excess(name: string): OutcrossError {
  return new OutcrossError('E_FORMAT', `${name} has more bytes than it says`, { where: name });
}
