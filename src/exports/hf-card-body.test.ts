import { describe, expect, it } from 'vitest';
import { Asked } from './asked.ts';
import type { DatasetFacts } from './dataset.ts';
import { factsOf, HOSTILE, manifestOf, STATED } from './fixtures.test.support.ts';
import { hubBody } from './hf-card-body.ts';

function body(dataset: DatasetFacts = {}, manifest = manifestOf()) {
  const asked = new Asked();
  return { text: hubBody(factsOf({ dataset, manifest }), asked), missing: asked.missing };
}

describe('hubBody', () => {
  it('is read by a person from what it is to what it shows', () => {
    expect(body(STATED).text).toMatchInlineSnapshot(`
      "# River talk

      Sentences on rivers.

      ## Composition

      60 examples, 500 tokens (words-1).

      | Origin | Examples | Share | Tokens | Share of tokens |
      | --- | --- | --- | --- | --- |
      | human | 40 | 66.7% | 360 | 72.0% |
      | synthetic | 20 | 33.3% | 140 | 28.0% |

      | Source | Licence | Examples | Share | Tokens | Share of tokens |
      | --- | --- | --- | --- | --- | --- |
      | The press | CC0-1.0 | 40 | 66.7% | 360 | 72.0% |
      | assistant | MIT | 20 | 33.3% | 140 | 28.0% |

      | Model | Examples | Share | Tokens | Share of tokens |
      | --- | --- | --- | --- | --- |
      | not stated | 40 | 66.7% | 360 | 72.0% |
      | m1 | 20 | 33.3% | 140 | 28.0% |

      | Generation | Examples | Share | Tokens | Share of tokens |
      | --- | --- | --- | --- | --- |
      | 0 | 40 | 66.7% | 360 | 72.0% |
      | 1 | 20 | 33.3% | 140 | 28.0% |

      ## How it was made

      Mixed by outcross 1.2.3 from one file, mode accumulate. SHA-256 of the manifest: \`cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc\`.

      | Rule | Asked | Got | Unit |
      | --- | --- | --- | --- |
      | human.minimum | 18 | 40 | examples |

      ## Limitations

      - English alone.

      ## Personal data

      - None known.

      ## What this card shows

      The figures are those of the manifest: what was recorded of each example when the set was built. That a label of origin is true is a statement of whoever gave it."
    `);
  });

  it('asks for what nobody stated, and says so where it would stand', () => {
    const { text, missing } = body();
    expect(missing).toEqual([
      'dataset.description',
      'dataset.sources.press.license',
      'dataset.sources.assistant.license',
      'dataset.limitations',
      'dataset.personalData',
    ]);
    expect(text).toContain('## Limitations\n\nnot stated\n\n## Personal data\n\nnot stated\n');
  });

  it('counts its inputs in words or figures, and tells a verdict only where there was one', () => {
    const input = manifestOf().inputs[0];
    expect(body().text).toContain('from one file, mode');
    expect(body({}, { ...manifestOf(), inputs: [input, input] }).text).toContain('from 2 files, mode');
    expect(body().text).not.toContain('Verdict');
  });

  it('leaves the table of rules out where there are none', () => {
    expect(body().text).toContain('| Rule | Asked | Got | Unit |');
    const { text } = body({}, { ...manifestOf(), rules: [] });
    expect(text).not.toContain('| Rule |');
    expect(text).not.toContain('\n\n\n');
  });

  it('has the headings that it has, whatever things are called', () => {
    const headings = (text: string) => text.split('\n').filter((line) => /^#{2,} /.test(line));
    const expected = headings(body().text);
    expect(expected).toHaveLength(5);
    for (const name of HOSTILE) {
      const dataset = {
        name,
        description: name,
        limitations: [name, `${name}\n## more`],
        personalData: [name],
      };
      const { text } = body(dataset, manifestOf({ source: name, model: name }));
      expect(headings(text), name).toEqual(expected);
      expect(text.match(/^- /gm), name).toHaveLength(3);
    }
  });
});
