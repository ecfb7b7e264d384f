import { CONFIG_NAME } from '../workspace.ts';

/** What `outcross init` asks. */
export interface InitAnswers {
  readonly line: string;
  /** Verified human data: a file, folder or pattern. */
  readonly human: string;
  /** What the generations put out: a pattern. */
  readonly generations: string;
  readonly group?: string;
  readonly category?: string;
  readonly train?: string;
  /** Words above the settings. */
  readonly heading?: string;
}

/** The folder of what Outcross keeps beside the configuration. */
export const STATE_FOLDER = '.outcross';

/** The schema's name in `STATE_FOLDER`, for editors. */
export const SCHEMA_FILE = 'outcross.schema.json';

/** The text of a new `outcross.yaml`: what was answered, and what else can be said, each with its default. */
export function configText(answers: InitAnswers): string {
  const { line, human, generations, group, category, train, heading } = answers;
  return `# yaml-language-server: $schema=${STATE_FOLDER}/${SCHEMA_FILE}
# ${heading ?? `What the commands of Outcross take where they are given nothing. Check this file: outcross validate ${CONFIG_NAME}`}
# Paths are relative to this file. \${NAME} is taken from the environment, \${NAME:-x} has a default.

# The successive models of one product.
line: ${scalar(line)}

# Human data that somebody vouches for, the older the better: outcross anchor splits it once.
human: ${scalar(human)}
anchor:
  folder: anchor
  holdout: 0.2            # share of the groups that is only measured against

# What each generation put out, oldest first: a pattern, or a list of {name, corpus, trainedOn, model}.
generations: ${scalar(generations)}

fields:                   # without it, text and id are found
${optional('group', group, 'author             # rows of one author, source or prompt depend on each other')}
${optional('category', category, 'topic            # classes that must not vanish')}

# Rules of proportion of the next training set: outcross mix.
policy:
  mode: accumulate        # every generation may enter, none replaces human data
  human: {minimum: 0.3}   # least share of human examples
  unknown: exclude        # what nobody knows the origin of stays out
  # caps: {source: 0.5}   # largest share of any one source
  # tail: {minimum: 0.1}  # least share of human examples that carry rare words
mix:
  output: mixes/train-{generation}.jsonl
${train === undefined ? '# train: ./train.sh {mix} {output}    # how a generation is made of a mix; printed where one is due' : `train: ${scalar(train)}`}

# What ends a command with status 1.
gates:
  failOn: [early, late]
  audit: {severity: high}
  checkEvery: 30          # days
  drillEvery: 90

# waivers:                # items of the audit that somebody answers for until a day
#   - {item: sources.licensed, owner: you@example.org, reason: licence under way, expires: 2027-03-31}
# alerts: {webhook: "https://...", secretEnv: ALERT_SECRET}
# ledger: \${OUTCROSS_LEDGER:-.outcross/ledger.sqlite}    # or postgres://user@host/database
`;
}

function optional(key: string, value: string | undefined, example: string): string {
  return value === undefined ? `  # ${key}: ${example}` : `  ${key}: ${scalar(value)}`;
}

/** Text as YAML holds it on one line: plain where that says the same. */
function scalar(text: string): string {
  const plain = /^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain ? text : JSON.stringify(text.replaceAll('${', () => '$${'));
}
