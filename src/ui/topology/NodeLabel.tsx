// What a component says on the map, as a button over its box: name, state, figures. Said in full to those who hear it, however small it is drawn.
import { memo } from 'react';
import { ToneShape } from '../theme/index.ts';
import { changeText, type FrameNode } from './frame.ts';
import { NODE_HEIGHT, NODE_WIDTH } from './layout.ts';

interface Props {
  node: FrameNode;
  selected: boolean;
  dimmed: boolean;
  /** The one that Tab leads to. */
  current: boolean;
  /** Names of what it calls. */
  calls: string;
  onSelect: (id: string) => void;
  onFocus: (id: string) => void;
}

export const NodeLabel = memo(
  function NodeLabel({ node, selected, dimmed, current, calls, onSelect, onFocus }: Props) {
    return (
      <button
        type="button"
        className="map-node"
        data-node={node.id}
        data-tone={node.tone}
        data-dimmed={dimmed}
        aria-pressed={selected}
        tabIndex={current ? 0 : -1}
        onClick={() => onSelect(node.id)}
        onFocus={() => onFocus(node.id)}
        style={{ left: node.x - NODE_WIDTH / 2, top: node.y - NODE_HEIGHT / 2, width: NODE_WIDTH, height: NODE_HEIGHT }}
      >
        <span className="map-name">{node.label}</span>
        <span className="map-state">
          <ToneShape tone={node.tone} /> <span>{node.word}</span>
          {node.version !== '' && <span className="map-version mono">{node.version}</span>}
        </span>
        <span className="map-line">{node.line}</span>
        <span className="visually-hidden">
          {node.kind === node.word || node.kind === node.label ? '' : `, ${node.kind}`}
          {node.changed === undefined ? '' : `, changed recently: ${changeText(node.changed)}`}
          {calls === '' ? '' : `, calls ${calls}`}
        </span>
      </button>
    );
  },
  // A view is new four times a second; a label is drawn again when what it says is.
  (a, b) =>
    a.selected === b.selected &&
    a.dimmed === b.dimmed &&
    a.current === b.current &&
    a.calls === b.calls &&
    a.onSelect === b.onSelect &&
    a.onFocus === b.onFocus &&
    textOf(a.node) === textOf(b.node),
);

const textOf = ({ id, x, y, word, line, version, tone, changed }: FrameNode): string =>
  [id, x, y, word, line, version, tone, changed === undefined ? '' : changeText(changed)].join('\n');
