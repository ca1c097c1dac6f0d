// The command palette: looks, actions and places by name. A combobox by hand, because it must list many kinds at once and stay small.
import { useId, useMemo, useState } from 'react';
import { Modal as AriaModal, Dialog, ModalOverlay } from 'react-aria-components';
import { useReadOnly, useView } from '../app/session-context.tsx';
import { openHelp } from '../guide/index.ts';
import { Mark } from '../theme/index.ts';
import { exampleCommand, RISK_WORDS } from './command-text.ts';
import { useDockItems } from './dock/use-dock-items.ts';
import { useRoom } from './room-context.tsx';
import { useTools } from './use-tools.ts';

export interface Item {
  id: string;
  title: string;
  kind: 'go' | 'look' | 'act';
  note: string;
  run: () => void;
}
const SHOWN_MAX = 40;

export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable>
      <AriaModal className="modal">
        <Dialog className="palette" aria-label="Everything you can look at, do or open">
          <PaletteBody onClose={onClose} />
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const items = useItems();
  const example = exampleCommand(useView().commands);
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const id = useId();
  const found = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (where: string) => words.every((word) => where.toLowerCase().includes(word));
    const matching = items.filter((item) => has(`${item.title} ${item.kind} ${item.note}`));
    // What is called that comes before what only mentions it.
    return [...matching.filter((item) => has(item.title)), ...matching.filter((item) => !has(item.title))].slice(0, SHOWN_MAX);
  }, [items, text]);
  const active = found[Math.min(index, found.length - 1)];
  const choose = (item: Item | undefined) => {
    if (item === undefined) return;
    onClose();
    item.run();
  };
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active.id}`}
        aria-label="Search looks, actions and places"
        placeholder={[example, 'logs', 'changes…'].filter(Boolean).join(', ')}
        // biome-ignore lint/a11y/noAutofocus: a palette is opened to type into it
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setIndex(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setIndex((now) => Math.min(found.length - 1, now + 1));
          else if (event.key === 'ArrowUp') setIndex((now) => Math.max(0, now - 1));
          else if (event.key === 'Enter') choose(active);
          else return;
          event.preventDefault();
        }}
      />
      <div role="listbox" id={`${id}-list`} aria-label="Found" className="palette-list">
        {found.map((item) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above carries the keyboard
          <div
            key={item.id}
            id={`${id}-${item.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={item === active}
            className="palette-item"
            data-active={item === active}
            ref={(element) => {
              if (item === active) element?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => choose(item)}
          >
            <Mark tone={item.kind === 'act' ? 'warn' : item.kind === 'look' ? 'accent' : 'plain'}>{item.kind}</Mark>
            <span className="grow">{item.title}</span>
            <span className="small quiet">{item.note}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="empty">Nothing is called that here.</p>}
    </>
  );
}

function useItems(): Item[] {
  const view = useView();
  const readOnly = useReadOnly();
  const { go, prepare } = useRoom();
  const dockItems = useDockItems();
  const tools = useTools();
  return useMemo(() => {
    const items: Item[] = tools.map(({ id, title, hint }) => ({
      id: `go-${id}`,
      title,
      kind: 'go',
      note: hint,
      run: () => go(id),
    }));
    for (const { id, title, summary } of view.consoles)
      items.push({ id: `desk-${id}`, title, kind: 'look', note: summary || 'console', run: () => go('consoles', id) });
    for (const { name, title } of view.tables)
      items.push({ id: `table-${name}`, title, kind: 'look', note: 'table', run: () => go('tables', name) });
    for (const dashboard of view.dashboards)
      items.push({
        id: `dash-${dashboard.title}`,
        title: `Dashboard ${dashboard.title}`,
        kind: 'look',
        note: 'charts',
        run: () => go('dashboards', dashboard.title),
      });
    for (const node of view.topology.nodes) {
      if (!view.platform) continue;
      if (node.kind === 'service') {
        items.push({
          id: `svc-${node.id}`,
          title: `Replicas of ${node.label}`,
          kind: 'look',
          note: 'service',
          run: () => go('services', node.id),
        });
        items.push({ id: `log-${node.id}`, title: `Logs of ${node.label}`, kind: 'look', note: 'logs', run: () => go('logs', node.id) });
        items.push({
          id: `diff-${node.id}`,
          title: `Configuration diff of ${node.label}`,
          kind: 'look',
          note: 'changes',
          run: () => go('changes', node.id),
        });
      }
      if (node.kind === 'pool')
        items.push({
          id: `ses-${node.id}`,
          title: `Sessions of ${node.label}`,
          kind: 'look',
          note: 'database',
          run: () => go('sessions', node.id),
        });
      if (node.kind === 'provider')
        items.push({
          id: `prov-${node.id}`,
          title: `Status page of ${node.label}`,
          kind: 'look',
          note: 'provider',
          run: () => go('providers', node.id),
        });
    }
    for (const artefact of view.artefacts)
      items.push({
        id: `doc-${artefact.name}`,
        title: artefact.title,
        kind: 'look',
        note: artefact.kind,
        run: () => go('documents', artefact.name),
      });
    if (!readOnly) {
      for (const option of view.commands) {
        option.targets.forEach((target, targetIndex) => {
          items.push({
            id: `act-${option.kind}-${targetIndex}`,
            title: `${option.title}: ${target.label}`,
            kind: 'act',
            note: RISK_WORDS[option.risk],
            run: () => prepare({ option, targetIndex }),
          });
        });
      }
    }
    items.push(...dockItems);
    items.push(
      { id: 'help-keyboard', title: 'Keyboard shortcuts', kind: 'go', note: '?', run: () => openHelp('keyboard') },
      { id: 'help-glossary', title: 'Glossary', kind: 'go', note: 'what the field’s words mean', run: () => openHelp('glossary') },
      { id: 'help-hints', title: 'Hints', kind: 'go', note: 'help with this scenario', run: () => openHelp('hints') },
    );
    return items;
  }, [
    tools,
    view.platform,
    view.tables,
    view.consoles,
    view.dashboards,
    view.topology,
    view.artefacts,
    view.commands,
    readOnly,
    go,
    prepare,
    dockItems,
  ]);
}
