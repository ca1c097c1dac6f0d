// One component of the drawing: a button that also takes a drag, by mouse, pen or finger.
export interface NodeHandlers {
  source: string | undefined;
  onPick: (name: string) => void;
  onDragFrom: (name: string) => void;
  onDropOn: (name: string) => void;
}

export function CascadeNode({
  name,
  className,
  style,
  source,
  onPick,
  onDragFrom,
  onDropOn,
}: NodeHandlers & { name: string; className: string; style?: React.CSSProperties }) {
  return (
    <button
      type="button"
      className={className}
      {...(style === undefined ? {} : { style })}
      data-cascade={name}
      aria-pressed={source === name}
      onClick={() => onPick(name)}
      onPointerDown={() => onDragFrom(name)}
      onPointerUp={(event) => {
        // A finger keeps its first target, so what lies under it is asked for.
        const under = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-cascade]');
        const over = under?.getAttribute('data-cascade');
        if (typeof over === 'string') onDropOn(over);
      }}
    >
      {name}
    </button>
  );
}
