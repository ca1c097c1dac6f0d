// The golden signals as the scenario's dashboards draw them. Each panel shown is a look of its own and can be pinned.
import { Pin } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { Panel } from '../../schema/index.ts';
import { useReadOnly, useSession, useView } from '../app/session-context.tsx';
import LiveChart from '../charts/LiveChart.tsx';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Button, ChoiceField } from '../theme/index.ts';
import { useLook } from './use-look.ts';

const RANGES = [
  { value: '300', label: 'last 5 minutes' },
  { value: '900', label: 'last 15 minutes' },
  { value: '1800', label: 'last 30 minutes' },
  { value: '86400', label: 'since the start' },
] as const;

export default function Dashboards() {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const { target, go } = useRoom();
  const { deployments } = view;
  const [chosen, setChosen] = useRemembered('dashboards.title', target ?? view.dashboards[0]?.title ?? '');
  const [range, setRange] = useRemembered<(typeof RANGES)[number]['value']>('dashboards.range', '900');
  const [withChanges, setWithChanges] = useRemembered('dashboards.changes', deployments.length > 0);
  useEffect(() => {
    if (target !== undefined) setChosen(target);
  }, [target, setChosen]);
  const { startsAtMs } = view.scenario;
  const shownMarks = withChanges
    ? deployments.map((row) => ({ atMs: startsAtMs + row.atUs / 1000, label: `${row.service} ${row.to}` }))
    : [];
  // Every view brings new rows; charts are drawn again only when these say something else.
  const marksText = JSON.stringify(shownMarks);
  const marks = useMemo(() => JSON.parse(marksText) as typeof shownMarks, [marksText]);
  const dashboard = view.dashboards.find((candidate) => candidate.title === chosen) ?? view.dashboards[0];
  if (dashboard === undefined) return <p className="empty">This scenario comes without dashboards. Use Query.</p>;

  const showChanges = async (show: boolean) => {
    setWithChanges(show);
    const looked = view.timeline.some((item) => item.kind === 'look.deployments');
    if (show && !looked && !readOnly) await session.append({ kind: 'look.deployments', args: {} });
  };
  return (
    <div className="stack">
      <div className="row-between">
        <div className="row" role="group" aria-label="Dashboard">
          {view.dashboards.map(({ title }) => (
            <button
              key={title}
              type="button"
              className="chip"
              aria-pressed={title === dashboard.title}
              onClick={() => go('dashboards', title)}
            >
              {title}
            </button>
          ))}
        </div>
        <div className="row">
          <Checkbox className="checkbox small" isSelected={withChanges} onChange={(show) => void showChanges(show)}>
            <span className="checkbox-box" aria-hidden="true" />
            Mark deployments
          </Checkbox>
          <div className="range">
            <ChoiceField label="Range" value={range} onChange={setRange} options={RANGES} />
          </div>
        </div>
      </div>
      {marks.length > 0 && <p className="small quiet">Diamonds: {deployments.map((row) => `${row.service} ${row.to}`).join(', ')}</p>}
      <div className="chart-grid">
        {dashboard.panels.map((panel) => (
          <DashboardPanel key={`${dashboard.title} ${panel.title}`} panel={panel} rangeUs={Number(range) * 1e6} marks={marks} />
        ))}
      </div>
    </div>
  );
}

function DashboardPanel({ panel, rangeUs, marks }: { panel: Panel; rangeUs: number; marks: { atMs: number; label: string }[] }) {
  const readOnly = useReadOnly();
  const { pin } = useRoom();
  const looked = useLook(readOnly ? undefined : { kind: 'look.metrics', args: { panel: panel.title } }, `chart ${panel.title}`);
  const [stable] = useState(panel);
  return (
    <div className="dashboard-panel">
      <LiveChart panel={stable} rangeUs={rangeUs} marks={marks} />
      {looked.look !== undefined && !readOnly && (
        <Button size="small" kind="quiet" aria-label={`Pin ${panel.title} as evidence`} onPress={() => pin(looked.look)}>
          <Pin size={13} aria-hidden="true" /> Pin
        </Button>
      )}
    </div>
  );
}
