import { describe, expect, it } from 'vitest';
import { faultsOf, STRANGE } from '../shell/answers.test.support.ts';
import { rendered, textOf } from '../shell/rendered.test.support.tsx';
import {
  Button,
  Command,
  Empty,
  OriginBadge,
  OriginsBar,
  ProgressBar,
  SeverityMark,
  StackedBar,
  Table,
  Text,
  Time,
  Trouble,
} from './index.ts';

const nothing = () => {};

function parts(name: string) {
  const view = { code: 'E_CONFIG', message: name, where: name, hint: name };
  return (
    <>
      <Button aria-label={`Revoke ${name}`} whyNot={name} onClick={nothing}>
        Go
      </Button>
      <Button title={name}>Go</Button>
      <Command>{name}</Command>
      <Empty absent={{ why: name, command: name }} />
      <OriginBadge origin={name} />
      <OriginsBar origins={{ [name]: 3 }} />
      <ProgressBar label={name} share={0.5} />
      <SeverityMark severity={name} />
      <StackedBar label={name} parts={[{ key: 'k', label: name, value: 1, tone: 't-good' }]} />
      <Text clip={12}>{name}</Text>
      <Time at={name} />
      <Trouble error={{ view }} />
      <Table
        name="t"
        caption={name}
        rows={[{ name }]}
        keyOf={(row) => row.name}
        columns={[{ key: 'name', title: 'Name', value: (row) => row.name }]}
      />
    </>
  );
}

describe('parts', () => {
  it.each(STRANGE)('show %j whole, wherever it stands: also to who hears the page', (name) => {
    expect(faultsOf(rendered(parts(name)).replace(/ dateTime="[^"]*" title="[^"]*"/, ''))).toEqual([]);
  });

  it('tell of a fault where one is', () => {
    expect(faultsOf('<p title="a\u202e">x</p>')).toHaveLength(1);
    expect(faultsOf('<p>NaN of undefined</p>')).toHaveLength(1);
    expect(faultsOf('<p style="width:NaN%">x</p>')).toHaveLength(1);
    expect(faultsOf('<img src=x onerror=alert(1)>')).toHaveLength(1);
    expect(faultsOf('<input value="\u202e"/><p>a\nb</p>')).toEqual([]);
  });
});

describe('a button', () => {
  it('keeps its own name and the reason why it is off apart', () => {
    const markup = rendered(
      <Button aria-label="Revoke ada" whyNot="Needs the role operate.">
        Revoke
      </Button>,
    );
    expect(markup).toContain('aria-label="Revoke ada"');
    expect(markup).toContain('title="Needs the role operate."');
  });

  it('says its reason rather than what it would do', () => {
    const markup = rendered(
      <Button title="Save as a file" whyNot="It is under way.">
        Save
      </Button>,
    );
    expect(markup).not.toContain('Save as a file');
    expect(rendered(<Button title="Save as a file">Save</Button>)).toContain('title="Save as a file"');
  });

  it('without a title or a name of its own has none', () => {
    expect(rendered(<Button>Go</Button>)).not.toMatch(/title|aria-label|aria-disabled/);
  });

  it('does not read its key aloud as part of its name', () => {
    expect(rendered(<Button keys="a">Accept</Button>)).toContain('<kbd aria-hidden="true">a</kbd>');
  });
});

describe('progress', () => {
  it('that came beyond its whole is whole, and one without a whole is open', () => {
    expect(rendered(<ProgressBar label="x" share={1.2} />)).toContain('width:100%');
    expect(rendered(<ProgressBar label="x" />)).toContain('data-open="true"');
    expect(rendered(<ProgressBar label="x" share={0} />)).not.toContain('data-open');
  });
});

describe('what a corpus is made of', () => {
  const bar = (origins: Record<string, number>) => rendered(<OriginsBar origins={origins} />);

  it('stands with human first and unknown last, in words too', () => {
    expect(textOf(bar({ unknown: 1, synthetic: 2, human: 1 }))).toBe(
      'human 25% (1), synthetic 50% (2), unknown 25% (1)',
    );
  });

  it('of which nothing is declared is said so, rather than an empty bar', () => {
    expect(textOf(bar({}))).toBe('not declared');
    expect(bar({ human: 0 })).toContain('aria-label="not declared"');
  });

  it('never says 0% of what there is, nor 100% of what is not all', () => {
    const text = textOf(bar({ human: 1, synthetic: 999_999 }));
    expect(text).not.toMatch(/\b0%|100%/);
  });
});
