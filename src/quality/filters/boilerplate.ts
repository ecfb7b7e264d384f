import type { Family } from './rule.ts';
import { occurrences } from './text-view.ts';

const SOURCE =
  'chosen here: wording that instruction-tuned models are known by, and marks of templates left unfilled';

/** A model speaks of itself. In lower case, with straight apostrophes. */
const SELF = [
  'as an ai language model',
  'as an ai assistant',
  'as an ai model',
  'as an ai, i',
  'as a large language model',
  "i'm an ai language model",
  'i am an ai language model',
  "i'm just an ai",
  'my knowledge cutoff',
  'my training data',
  'as of my last update',
  'as of my last knowledge update',
  "i don't have personal opinions",
  'i do not have personal opinions',
  "i don't have personal experiences",
  'trained by openai',
  'developed by openai',
  'created by anthropic',
];

/** A request is declined. What people say too, "I am sorry, but I cannot come", is not among them. */
const REFUSALS = [
  "i can't assist with",
  'i cannot assist with',
  "i can't help with that",
  "i can't fulfill",
  'i cannot fulfill this',
  'i cannot fulfill your',
  "i'm unable to assist",
  'i am unable to assist',
  "i'm not able to assist",
  "but i'm not able to provide",
  "i can't comply with",
  'i cannot comply with your request',
  'i cannot provide assistance',
  "but i can't provide",
  "but i can't create content",
  'i cannot create content',
  'i cannot generate content',
  'against my programming',
  'violates my guidelines',
];

/** Phrases that open and close answers. One such phrase is also what people write. */
const FRAMES = [
  'certainly! here',
  'sure! here',
  "sure, here's",
  'sure, here is',
  'of course! here',
  'absolutely! here',
  'i hope this helps',
  'i hope this email finds you well',
  'let me know if you have any other questions',
  'let me know if you have any further questions',
  'feel free to ask',
  'is there anything else i can help',
  'happy to help!',
];

/** Control tokens and headings of chat formats. */
const MARKUP = [
  '<|im_start|>',
  '<|im_end|>',
  '<|endoftext|>',
  '<|assistant|>',
  '<|user|>',
  '<|system|>',
  '<|eot_id|>',
  '<|start_header_id|>',
  '[inst]',
  '[/inst]',
  '<<sys>>',
  '### instruction:',
  '### response:',
  '\n\nhuman:',
  '\n\nassistant:',
];

/** {{name}}, {% if %}, [INSERT DATE], [Your Name], <INSERT ...>, XXX of a template. */
const PLACEHOLDER =
  /\{\{[^{}\n]{1,60}\}\}|\{%[^%\n]{1,60}%\}|\[(?:INSERT|YOUR|ADD|ENTER|Insert|Your|Enter)\b[^\]\n]{0,60}\]|<(?:INSERT|YOUR|ENTER)\b[^>\n]{0,60}>|\[(?:Name|Date|Address|Company Name|Company|Recipient(?:'s)? Name)\]/g;

/** What is left of templates and of talk with a model. */
export const boilerplate: Family = {
  name: 'boilerplate',
  source: SOURCE,
  measures: [
    { name: 'self-description', meaning: 'phrases by which a model speaks of itself' },
    { name: 'refusal', meaning: 'phrases that decline a request' },
    { name: 'frame', meaning: 'phrases that open or close an answer' },
    { name: 'chat-markup', meaning: 'control tokens and headings of chat formats' },
    { name: 'placeholder', meaning: 'places of a template that were not filled' },
  ],
  rules: [
    {
      id: 'boilerplate.self-description',
      measure: 'self-description',
      bound: 'max',
      threshold: 0,
      source: SOURCE,
    },
    { id: 'boilerplate.refusal', measure: 'refusal', bound: 'max', threshold: 0, source: SOURCE },
    { id: 'boilerplate.frame', measure: 'frame', bound: 'max', threshold: 1, source: SOURCE },
    { id: 'boilerplate.chat-markup', measure: 'chat-markup', bound: 'max', threshold: 0, source: SOURCE },
    { id: 'boilerplate.placeholder', measure: 'placeholder', bound: 'max', threshold: 0, source: SOURCE },
  ],
  prepare: () => (view, out, from) => {
    const text = view.lower.replaceAll('’', "'").replaceAll('\r\n', '\n');
    out[from] = all(text, SELF);
    out[from + 1] = all(text, REFUSALS);
    out[from + 2] = all(text, FRAMES);
    out[from + 3] = all(text, MARKUP);
    out[from + 4] = /[{[<]/.test(view.text) ? placeholders(view.text) : 0;
  },
};

function all(text: string, phrases: readonly string[]): number {
  let count = 0;
  for (const phrase of phrases) count += occurrences(text, phrase);
  return count;
}

function placeholders(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(PLACEHOLDER)) count++;
  return count;
}
