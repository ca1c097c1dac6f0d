// A drawing and its table twin: the same figures, one press apart.
import { type ReactNode, useState } from 'react';
import { Button } from '../theme/index.ts';

export function TwinFigure({ title, says, chart, table }: { title: string; says?: string; chart: ReactNode; table: ReactNode }) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="twin">
      <figcaption className="twin-head">
        <div>
          <h3>{title}</h3>
          {says !== undefined && <p className="small quiet">{says}</p>}
        </div>
        <Button size="small" kind="quiet" onPress={() => setAsTable(!asTable)} aria-pressed={asTable} aria-label={`Table: ${title}`}>
          Table
        </Button>
      </figcaption>
      {asTable ? table : chart}
    </figure>
  );
}
