import { type ReactNode, useId } from 'react';
import styles from './card.module.css';
import { classes } from './class-names.ts';

interface SectionProps {
  readonly title: string;
  /** One or two sentences: how to read it. */
  readonly lead?: ReactNode;
  /** Controls, at the right of the title. */
  readonly actions?: ReactNode;
  /** So that a link can lead to it. */
  readonly id?: string;
  readonly children: ReactNode;
}

/** A part of a page with a heading. */
export function Section({ title, lead, actions, id, children }: SectionProps) {
  const heading = useId();
  return (
    <section className={styles['section']} id={id} aria-labelledby={heading}>
      <header className={styles['head']}>
        <h2 id={heading}>{title}</h2>
        {actions && <div className={styles['actions']}>{actions}</div>}
      </header>
      {lead && <p className={styles['lead']}>{lead}</p>}
      {children}
    </section>
  );
}

interface CardProps {
  readonly children: ReactNode;
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
  /** Without room inside: for tables. */
  readonly flush?: boolean;
}

/** A quiet box. */
export function Card({ children, title, actions, className, flush = false }: CardProps) {
  return (
    <div className={classes(styles['card'], flush && styles['flush'], className)}>
      {(title || actions) && (
        <header className={styles['head']}>
          {title && <h3>{title}</h3>}
          {actions && <div className={styles['actions']}>{actions}</div>}
        </header>
      )}
      {children}
    </div>
  );
}

/** Cards beside each other, as many as find room. */
export function Cards({ children, least = '17rem' }: { children: ReactNode; least?: string }) {
  return (
    <div className={styles['cards']} style={{ '--least': least } as React.CSSProperties}>
      {children}
    </div>
  );
}

/** The heading of a page: one `h1`, and what one can do about all of it. */
export function PageHead({
  title,
  lead,
  actions,
}: Pick<SectionProps, 'lead' | 'actions'> & { title: ReactNode }) {
  return (
    <header className={styles['page']}>
      <div className={styles['titles']}>
        <h1>{title}</h1>
        {lead && <p className={styles['lead']}>{lead}</p>}
      </div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </header>
  );
}
