// Between a drawing and its table twin: the same figures, one press apart.
import { Button } from './Button.tsx';

export function TableSwitch({ title, asTable, onChange }: { title: string; asTable: boolean; onChange: (asTable: boolean) => void }) {
  return (
    <Button
      size="small"
      kind="quiet"
      onPress={() => onChange(!asTable)}
      aria-pressed={asTable}
      aria-label={`${title} as ${asTable ? 'a chart' : 'a table'}`}
    >
      {asTable ? 'Chart' : 'Table'}
    </Button>
  );
}
