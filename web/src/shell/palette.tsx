import { type KeyboardEvent, useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { LineView } from '../../../src/server/wire.ts';
import { useView } from '../api/views.ts';
import { classes } from '../parts/class-names.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Input } from '../parts/field.tsx';
import { Text } from '../parts/text.tsx';
import { VerdictSign } from '../parts/verdict-mark.tsx';
import { generationPath } from './address.ts';
import { found, type Place } from './finding.ts';
import { Icon } from './icon.tsx';
import { useListedPages } from './navigation.tsx';
import styles from './palette.module.css';

/** Pages and the newest generations: where one can go by name. */
function usePlaces(): readonly Place[] {
  const pages = useListedPages();
  const { data } = useView<LineView>('/api/line');
  const generations = [...(data?.generations ?? [])].reverse();
  return [
    ...pages.map(({ id, title, path }) => ({ key: id, name: title, path, kind: 'page' as const })),
    ...generations.map(({ id, verdict }) => ({
      key: `generation:${id}`,
      name: id,
      path: generationPath(id),
      kind: 'generation' as const,
      verdict,
    })),
  ];
}

interface OptionProps {
  readonly id: string;
  readonly place: Place;
  readonly chosen: boolean;
  readonly onGo: () => void;
}

function Option({ id, place, chosen, onGo }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={classes(styles['option'], `v-${place.verdict ?? 'inconclusive'}`)}
      onClick={onGo}
      tabIndex={-1}
    >
      {place.kind === 'page' ? <Icon name={place.key} /> : <VerdictSign verdict={place.verdict} />}
      <Text clip={60}>{place.name}</Text>
      <small>{place.kind === 'page' ? 'page' : (place.verdict ?? 'not checked')}</small>
    </div>
  );
}

/** Goes to a page or a generation by a few letters of its name. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const [wanted, setAt] = useState(0);
  const list = useId();
  const places = found(usePlaces(), text);
  // The line may have been renewed, and the list be shorter.
  const at = Math.min(wanted, places.length - 1);
  const go = (place: Place | undefined) => {
    if (place === undefined) return;
    onClose();
    navigate(place.path);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(Math.min(places.length - 1, Math.max(0, at + step)));
    }
    if (event.key === 'Enter') go(places[at]);
  };
  return (
    <Dialog title="Go to" onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hands keys of the field on */}
      <div onKeyDown={press}>
        <Input
          value={text}
          onChange={(next) => {
            setText(next);
            setAt(0);
          }}
          aria-label="Page or generation"
          placeholder="Page or generation"
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={places.length === 0 ? undefined : `${list}-${at}`}
        />
        <div id={list} role="listbox" aria-label="Places" className={styles['list']}>
          {places.map((place, index) => (
            <Option
              key={place.key}
              id={`${list}-${index}`}
              place={place}
              chosen={index === at}
              onGo={() => go(place)}
            />
          ))}
        </div>
        {places.length === 0 && (
          <p className="soft" role="status">
            Nothing is called so.
          </p>
        )}
      </div>
    </Dialog>
  );
}
