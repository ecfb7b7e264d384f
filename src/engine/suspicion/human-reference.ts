import { OutcrossError } from '../../base/errors.ts';
import { hashHex, hashText } from '../../base/hash.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { HumanModel } from '../../lm/human-model.ts';
import { Tokenizer } from '../../text/tokenizer.ts';
import { type ReadHooks, readExamples } from './read-examples.ts';

/** Characters that the model is trained on: about three million words. More would change it little and take memory. */
const MODEL_CHARACTERS = 15_000_000;

/** Human text that surprise is measured by. */
export class HumanReference {
  readonly examples: number;
  readonly #model: HumanModel;
  readonly #texts: ReadonlySet<string>;
  readonly #tokenizer = new Tokenizer();

  private constructor(model: HumanModel, texts: ReadonlySet<string>, examples: number) {
    this.#model = model;
    this.#texts = texts;
    this.examples = examples;
  }

  /** Throws as readers do, `E_EMPTY` without a text. */
  static async read(spec: CorpusSpec, hooks: ReadHooks): Promise<HumanReference> {
    const texts: string[] = [];
    const known = new Set<string>();
    let [examples, characters] = [0, 0];
    for await (const { text } of readExamples(spec, hooks)) {
      examples++;
      known.add(hashHex(hashText(text)));
      if (characters < MODEL_CHARACTERS) texts.push(text);
      characters += text.length;
    }
    if (examples === 0) {
      throw new OutcrossError('E_EMPTY', 'the human reference holds no text', {
        where: spec.inputs.join(', '),
        hint: 'Name text of people with --human, of the kind that is to be judged.',
      });
    }
    return new HumanReference(HumanModel.train(texts, new Tokenizer()), known, examples);
  }

  /** Whether this very text stands in the reference: the model would know it by heart. */
  holds(text: string): boolean {
    return this.#texts.has(hashHex(hashText(text)));
  }

  /** Surprise of each word of a text, and of its end, in nats. */
  surprises(text: string): Float64Array | undefined {
    return this.#model.surprises(text, this.#tokenizer);
  }
}
