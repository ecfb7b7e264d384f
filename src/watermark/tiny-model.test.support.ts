/** Parts of a message of protocol buffers, one after the other. */
type Part = Uint8Array;

function varint(value: number): Part {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return Uint8Array.from([...bytes, left]);
}

const number = (field: number, value: number): Part => Buffer.concat([varint(8 * field), varint(value)]);
const bytes = (field: number, value: Uint8Array): Part =>
  Buffer.concat([varint(8 * field + 2), varint(value.length), value]);
const text = (field: number, value: string): Part => bytes(field, Buffer.from(value));
const message = (field: number, ...parts: readonly Part[]): Part => bytes(field, Buffer.concat(parts));

const FLOAT = 1;
const INT64 = 7;

function tensor(name: string, dims: readonly number[], values: Float32Array): Part {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return message(5, ...dims.map((dim) => number(1, dim)), number(2, FLOAT), text(8, name), bytes(9, raw));
}

function valueInfo(field: number, name: string, type: number, dims: readonly (string | number)[]): Part {
  const shape = dims.map((dim) => message(1, typeof dim === 'number' ? number(1, dim) : text(2, dim)));
  return message(field, text(1, name), message(2, message(1, number(1, type), message(2, ...shape))));
}

const node = (operation: string, inputs: readonly string[], output: string): Part =>
  message(1, ...inputs.map((input) => text(1, input)), text(2, output), text(4, operation));

/**
 * A language model in ONNX whose next token depends on the last one alone: logits = embedding[token] x projection. It needs no cache, so that it
 * runs wherever a model of `@huggingface/transformers` does. `embedding` and `projection`: row-major, vocabulary x width and width x vocabulary.
 */
export function bigramOnnx(
  vocabulary: number,
  width: number,
  embedding: Float32Array,
  projection: Float32Array,
): Uint8Array {
  const graph = message(
    7,
    node('Gather', ['embedding', 'input_ids'], 'hidden'),
    node('MatMul', ['hidden', 'projection'], 'logits'),
    text(2, 'bigram'),
    tensor('embedding', [vocabulary, width], embedding),
    tensor('projection', [width, vocabulary], projection),
    valueInfo(11, 'input_ids', INT64, ['batch', 'length']),
    valueInfo(12, 'logits', FLOAT, ['batch', 'length', vocabulary]),
  );
  return Buffer.concat([number(1, 8), graph, message(8, text(1, ''), number(2, 13))]);
}
