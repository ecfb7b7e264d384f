import { describe, expect, it } from 'vitest';
import { rendered, textOf } from './rendered.test.support.tsx';
import { may, useSession, useSessionDoor, useWhyNot, whyNot } from './session.tsx';

describe('may', () => {
  it.each([
    ['read', 'read', true],
    ['read', 'review', false],
    ['read', 'operate', false],
    ['review', 'read', true],
    ['review', 'review', true],
    ['review', 'operate', false],
    ['operate', 'operate', true],
    ['operate', 'read', true],
  ] as const)('%s what asks for %s: %s', (own, wanted, allowed) => {
    expect(may(own, wanted)).toBe(allowed);
    expect(whyNot(own, wanted) === undefined).toBe(allowed);
  });

  it('says which role is missing, and which is had', () => {
    expect(whyNot('read', 'operate')).toBe(
      'Needs the role \u201coperate\u201d; this session has \u201cread\u201d.',
    );
  });
});

function Person() {
  const { name, role } = useSession();
  return `${name} ${role} ${useWhyNot('operate') ?? 'may'}`;
}

describe('a session', () => {
  it('is known to what stands in a page', () => {
    expect(textOf(rendered(<Person />))).toBe('ada operate may');
    expect(textOf(rendered(<Person />, { role: 'read' }))).toContain('Needs the role');
  });

  it('is not known outside', async () => {
    const { renderToStaticMarkup } = await import('react-dom/server');
    function Lost() {
      return useSessionDoor().presence.state;
    }
    expect(() => renderToStaticMarkup(<Lost />)).toThrow('outside SessionProvider');
  });
});
