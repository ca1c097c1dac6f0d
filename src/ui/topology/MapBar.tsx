// Above the map: find a component, come nearer, see everything.
import { Maximize2, Minus, Plus } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button, countText } from '../theme/index.ts';
import type { NodeState } from './frame.ts';
import { searchNodes } from './neighbours.ts';
import type { CameraMoves } from './use-camera.ts';
import { ZOOM_STEP } from './viewport.ts';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

export function MapBar({ nodes, moves, onFind }: { nodes: readonly NodeState[]; moves: CameraMoves; onFind: (id: string) => void }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = searchNodes(nodes, text);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const first = found[0];
  return (
    <div className="map-bar">
      <search className="map-search">
        <label className="visually-hidden" htmlFor={id}>
          Find a component
        </label>
        <input
          ref={field}
          id={id}
          className="input compact"
          type="search"
          list={`${id}-names`}
          placeholder="Find a component  /"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && first !== undefined) onFind(first.id);
            else if (event.key === 'Escape') {
              setText('');
              field.current?.blur();
            } else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <datalist id={`${id}-names`}>
          {nodes.map(({ id: name, kind }) => (
            <option key={name} value={name} label={kind} />
          ))}
        </datalist>
        <span className="small quiet" role="status">
          {text.trim() === '' ? '' : first === undefined ? 'none found' : `${countText(found.length)} found, Enter shows ${first.label}`}
        </span>
      </search>
      <div className="row" role="group" aria-label="Zoom">
        <Button size="small" onPress={() => moves.zoom(1 / ZOOM_STEP)} isDisabled={moves.whole} aria-label="Zoom out">
          <Minus size={14} aria-hidden="true" />
        </Button>
        <Button size="small" onPress={() => moves.zoom(ZOOM_STEP)} aria-label="Zoom in">
          <Plus size={14} aria-hidden="true" />
        </Button>
        <Button size="small" onPress={moves.showAll} isDisabled={moves.whole}>
          <Maximize2 size={13} aria-hidden="true" /> Whole map
        </Button>
      </div>
    </div>
  );
}
