// PromQL over everything that was scraped: one query or several side by side, over the same time and under one cross-hair.
import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSession, useView } from '../app/session-context.tsx';
import { ChartGroup } from '../charts/ChartGroup.tsx';
import { RangeBar, type RangeChoice } from '../charts/RangeBar.tsx';
import type { Stretch } from '../charts/zoom.ts';
import { useAnnotations } from '../panels/use-annotations.ts';
import { QUERY_SEPARATOR } from '../room/open-in-query.ts';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Button, clockText } from '../theme/index.ts';
import './explore.css';
import { pastQueries } from './history.ts';
import { QuerySlot, type ResultForm, type Slot } from './QuerySlot.tsx';
import { startingQueries } from './starting-queries.ts';

const NAMES = ['A', 'B', 'C', 'D'] as const;
const slotOf = (name: string): Slot => ({ name, text: '', asked: '' });
const FORMS: readonly { id: ResultForm; says: string }[] = [
  { id: 'graph', says: 'Graph' },
  { id: 'table', says: 'Table' },
];
/** What look.query takes at most. */
const MINUTES_MAX = 10_000;

export default function Explore() {
  const view = useView();
  const session = useSession();
  const [slots, setSlots] = useRemembered<readonly Slot[]>('query.slots', [slotOf(NAMES[0])]);
  const [active, setActive] = useState<string>(NAMES[0]);
  const [form, setForm] = useRemembered<ResultForm>('query.form', 'graph');
  const [range, setRange] = useRemembered<RangeChoice>('query.range', '1800');
  const [zoom, setZoom] = useRemembered<Stretch | undefined>('query.zoom', undefined);
  const { target } = useRoom();
  // The room was sent here with expressions: they replace what was written and run at once.
  useEffect(() => {
    if (target === undefined) return;
    setSlots(
      target
        .split(QUERY_SEPARATOR)
        .slice(0, NAMES.length)
        .map((expr, index) => ({ name: NAMES[index] ?? NAMES[0], text: expr, asked: expr })),
    );
  }, [target, setSlots]);
  const { marks, bands } = useAnnotations(view, view.deployments.length > 0, false);
  const { startsAtMs } = view.scenario;
  const minutes = Math.min(MINUTES_MAX, Number(range) / 60);
  const stretch = { fromMs: startsAtMs + Math.max(0, view.nowUs - Number(range) * 1e6) / 1000, toMs: startsAtMs + view.nowUs / 1000 };
  const past = pastQueries(session.journal, view.nowUs);
  const put = (slot: Slot) => setSlots(slots.map((old) => (old.name === slot.name ? slot : old)));
  const free = NAMES.find((name) => !slots.some((slot) => slot.name === name));
  const chosen = slots.find(({ name }) => name === active) ?? slots[0] ?? slotOf(NAMES[0]);
  const ask = (expr: string) => put({ ...chosen, text: expr, asked: expr });
  const untouched = slots.every(({ asked }) => asked === '');
  return (
    <div className="stack">
      <div className="row-between">
        <RangeBar range={range} setRange={setRange} zoom={zoom} setZoom={setZoom} shown={stretch} />
        <div className="row">
          <div className="row-fixed" role="group" aria-label="Form of the result">
            {FORMS.map(({ id, says }) => (
              <button key={id} type="button" className="chip" aria-pressed={form === id} onClick={() => setForm(id)}>
                {says}
              </button>
            ))}
          </div>
          {past.length > 0 && (
            <select
              className="input compact query-history"
              aria-label="Queries of this drill"
              value=""
              onChange={(event) => ask(event.target.value)}
            >
              <option value="">Earlier queries ({past.length})</option>
              {past.map(({ expr, atUs }) => (
                <option key={expr} value={expr}>
                  {clockText(startsAtMs, atUs)} {expr.replaceAll(/\s+/g, ' ')}
                </option>
              ))}
            </select>
          )}
          <Button
            size="small"
            onPress={() => {
              if (free === undefined) return;
              setSlots([...slots, slotOf(free)]);
              setActive(free);
            }}
            isDisabled={free === undefined}
          >
            <Plus size={13} aria-hidden="true" /> Another query
          </Button>
        </div>
      </div>
      <ChartGroup zoom={zoom} setZoom={setZoom}>
        <div className="query-slots">
          {slots.map((slot) => (
            <div key={slot.name} onFocusCapture={() => setActive(slot.name)}>
              <QuerySlot
                slot={slot}
                onSlot={put}
                onClose={slots.length === 1 ? undefined : () => setSlots(slots.filter((other) => other !== slot))}
                minutes={minutes}
                form={form}
                marks={marks}
                bands={bands}
              />
            </div>
          ))}
        </div>
      </ChartGroup>
      <details className="starting-queries" open={untouched}>
        <summary className="small">Queries to begin with</summary>
        <ul className="starting-list">
          {startingQueries(view).map(({ says, expr }) => (
            <li key={expr}>
              <Button kind="link" onPress={() => ask(expr)}>
                {says}
              </Button>
              <code className="small quiet">{expr}</code>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
