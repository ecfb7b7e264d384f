import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/client.ts';
import { rendered, textOf } from '../shell/rendered.test.support.tsx';
import { fileName } from './download.ts';
import {
  Badge,
  Button,
  Command,
  Empty,
  Field,
  Figure,
  Figures,
  Input,
  OriginBadge,
  ProgressBar,
  Section,
  Select,
  SeverityMark,
  Shown,
  StackedBar,
  Text,
  Trouble,
  VerdictMark,
} from './index.ts';
import { VERDICTS } from './words.ts';

const HOSTILE = '<b onclick="x">\u202eevil\u0000';

describe('Text', () => {
  it('shows everything and runs nothing', () => {
    const markup = rendered(<Text>{HOSTILE}</Text>);
    expect(markup).toBe('<bdi>&lt;b onclick=&quot;x&quot;&gt;[U+202E]evil[U+0000]</bdi>');
  });

  it('cuts what is long, and keeps the whole in its title', () => {
    expect(rendered(<Text clip={4}>abcdefgh</Text>)).toBe('<bdi title="abcdefgh">abc\u2026</bdi>');
    expect(rendered(<Text clip={8}>abcdefgh</Text>)).toBe('<bdi>abcdefgh</bdi>');
  });
});

describe('Button', () => {
  it('does not send a form unless it is meant to', () => {
    expect(rendered(<Button>Go</Button>)).toContain('type="button"');
    expect(rendered(<Button type="submit">Go</Button>)).toContain('type="submit"');
  });

  it('that is off says why, and can still be reached', () => {
    const markup = rendered(<Button whyNot="Needs the role operate.">Go</Button>);
    expect(markup).toContain('aria-disabled="true"');
    expect(markup).toContain('title="Needs the role operate."');
    expect(markup).not.toContain(' disabled');
  });
});

describe('verdicts', () => {
  it.each(VERDICTS)('%s is a word beside a sign, never a colour alone', (verdict) => {
    const markup = rendered(<VerdictMark verdict={verdict} />);
    expect(textOf(markup)).toBe(verdict);
    expect(markup).toContain(`v-${verdict}`);
    expect(markup).toContain('aria-hidden="true"');
  });

  it('have different signs', () => {
    const signs = VERDICTS.map(
      (verdict) => / d="([^"]*)"/.exec(rendered(<VerdictMark verdict={verdict} />))?.[1],
    );
    expect(new Set(signs).size).toBe(VERDICTS.length);
  });

  it('that was not given is said so', () => {
    expect(textOf(rendered(<VerdictMark />))).toBe('not checked');
  });
});

describe('small words', () => {
  it('of severity and origin have a tone, unknown ones a plain one', () => {
    expect(rendered(<SeverityMark severity="critical" />)).toContain('t-critical');
    expect(rendered(<SeverityMark severity="odd" />)).toContain('t-info');
    expect(rendered(<OriginBadge origin="human" />)).toContain('o-human');
    expect(rendered(<OriginBadge origin={HOSTILE} />)).toContain('o-unknown');
    expect(textOf(rendered(<Badge tone="good">new</Badge>))).toBe('new');
  });
});

describe('what is not there', () => {
  it('says why, and the command that makes it', () => {
    const said = textOf(
      rendered(<Empty absent={{ why: 'No generation yet.', command: 'outcross check' }} />),
    );
    expect(said).toContain('No generation yet.');
    expect(said).toContain('outcross check');
    expect(said).toContain('Copy');
  });

  it('offers no command where there is none', () => {
    expect(textOf(rendered(<Empty absent={{ why: 'Nothing.' }} />))).toBe('Nothing.');
  });

  it('says what went wrong, where, and what to do, as text', () => {
    const view = { code: 'E_CONFIG', message: HOSTILE, where: 'outcross.yaml:3', hint: 'mend it' };
    const markup = rendered(<Trouble error={{ view }} retry={() => {}} />);
    expect(markup).toContain('role="alert"');
    expect(markup).not.toContain('<b onclick');
    for (const word of ['E_CONFIG', 'outcross.yaml:3', 'mend it', 'Try again'])
      expect(textOf(markup)).toContain(word);
  });
});

describe('Shown', () => {
  const renew = () => {};
  const error = new ApiError(500, { code: 'E_INTERNAL', message: 'a fault' });
  const of = (known: object) =>
    textOf(rendered(<Shown view={{ loading: false, renew, ...known }}>{(data) => `has ${data}`}</Shown>));

  it('waits, shows, and says what failed', () => {
    expect(of({ loading: true })).toContain('Loading');
    expect(of({ data: 3 })).toBe('has 3');
    expect(of({ error })).toContain('A fault');
    expect(of({ error })).not.toContain('outcross');
  });

  it('names the command that says what is wrong with a ledger', () => {
    const view = { code: 'E_LEDGER', message: 'The server could not do this' };
    expect(textOf(rendered(<Trouble error={{ view }} />))).toContain('outcross ledger verify');
  });

  it('says where once, and no command for a code that is no word of ours', () => {
    const view = { code: 'constructor', message: 'there is no file x', where: 'x', hint: 'Look.' };
    const text = textOf(rendered(<Trouble error={{ view }} />));
    expect(text).toBe('There is no file x Look. constructor');
  });

  it('goes on showing what was known where it could not be renewed', () => {
    expect(of({ data: 3, error })).toBe('has 3');
  });
});

describe('fields', () => {
  it('are tied to their label, their hint and what is wrong', () => {
    const markup = rendered(
      <Field label="Size" hint="examples" error="too large">
        {(tie) => <Input value="9" onChange={() => {}} {...tie} />}
      </Field>,
    );
    const id = /<label for="([^"]*)"/.exec(markup)?.[1];
    const told = /aria-describedby="([^"]*)"/.exec(markup)?.[1];
    expect(markup).toMatch(new RegExp(`<input [^>]*id="${id}"`));
    expect(markup).toContain(`id="${told}"`);
    expect(textOf(markup)).toContain('too large');
    expect(textOf(markup)).not.toContain('examples');
  });

  it('show what is chosen', () => {
    const options = ['a', 'b'].map((value) => ({ value, label: value }));
    const markup = rendered(<Select aria-label="One" value="b" options={options} onChange={() => {}} />);
    expect(markup).toContain('<option value="b" selected="">');
  });
});

describe('bars', () => {
  it('say in words what they show, and leave out what there is none of', () => {
    const parts = [1, 0].map((value, at) => ({
      key: String(at),
      label: `part ${at}`,
      value,
      tone: 't-good',
    }));
    const markup = rendered(<StackedBar parts={parts} label="all of it" />);
    expect(markup).toContain('aria-label="all of it"');
    expect(markup.match(/title=/g)).toHaveLength(1);
  });

  it.each([
    [0.256, '26'],
    [-1, '0'],
    [7, '100'],
  ])('at %d stand at %s', (share, now) => {
    expect(rendered(<ProgressBar share={share} label="reading" />)).toContain(`aria-valuenow="${now}"`);
  });

  it('without a known end tell no share', () => {
    expect(rendered(<ProgressBar label="reading" />)).not.toContain('aria-valuenow');
  });
});

describe('the rest', () => {
  it('a section is named by its heading', () => {
    const markup = rendered(<Section title="Signals">inside</Section>);
    const id = /aria-labelledby="([^"]*)"/.exec(markup)?.[1];
    expect(markup).toContain(`<h2 id="${id}">Signals</h2>`);
  });

  it('a figure has its name, its value and its note', () => {
    const figure = <Figure label="Examples" value="1,200" note="of 3,000" />;
    expect(textOf(rendered(<Figures>{figure}</Figures>))).toBe('Examples 1,200 of 3,000');
  });

  it('a command is shown as it is typed', () => {
    expect(textOf(rendered(<Command>{'outcross check --generation "g <1>"'}</Command>))).toContain('"g <1>"');
  });

  it.each([
    ['Tail coverage, 1-gram, 10%', 'Tail-coverage-1-gram-10.csv'],
    ['../../etc/passwd', 'etc-passwd.csv'],
    ['\u202e', 'outcross.csv'],
    ['.hidden', 'hidden.csv'],
    ['Über', 'U-ber.csv'],
  ])('a file of %j is called %s', (title, name) => {
    expect(fileName(title, 'csv')).toBe(name);
  });
});
