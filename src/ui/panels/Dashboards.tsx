// The golden signals: as the scenario's dashboards draw them, or of any component that nobody drew a dashboard for.
// Each panel of a dashboard is a look of its own and can be pinned; the signals of a component are one look.
import { Pin } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { Panel } from '../../schema/index.ts';
import { useReadOnly, useSession, useView } from '../app/session-context.tsx';
import { ChartGroup } from '../charts/ChartGroup.tsx';
import LiveChart from '../charts/LiveChart.tsx';
import { RangeBar, type RangeChoice } from '../charts/RangeBar.tsx';
import type { Stretch } from '../charts/zoom.ts';
import { openInQuery } from '../room/open-in-query.ts';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { useOpenTrace } from '../room/use-open-trace.ts';
import { Button } from '../theme/index.ts';
import { LookBar } from './LookBar.tsx';
import { LookState } from './LookState.tsx';
import { type Annotations, useAnnotations } from './use-annotations.ts';
import { useLook } from './use-look.ts';

interface Shown extends Annotations {
  rangeUs: number;
}

export default function Dashboards() {
  const view = useView();
  const session = useSession();
  const readOnly = useReadOnly();
  const { target, go } = useRoom();
  const [chosen, setChosen] = useRemembered('dashboards.title', target ?? view.dashboards[0]?.title ?? '');
  const [range, setRange] = useRemembered<RangeChoice>('dashboards.range', '900');
  const [zoom, setZoom] = useRemembered<Stretch | undefined>('dashboards.zoom', undefined);
  const [withChanges, setWithChanges] = useRemembered('dashboards.changes', view.deployments.length > 0);
  const [withAlerts, setWithAlerts] = useRemembered('dashboards.alerts', false);
  useEffect(() => {
    if (target !== undefined) setChosen(target);
  }, [target, setChosen]);
  const annotations = useAnnotations(view, withChanges, withAlerts);
  const components = view.topology.nodes.filter(({ kind }) => kind !== 'users');
  const component = components.find(({ id }) => id === chosen);
  const dashboard = view.dashboards.find(({ title }) => title === chosen) ?? (component === undefined ? view.dashboards[0] : undefined);
  const rangeUs = Number(range) * 1e6;
  const shown = useMemo(() => ({ ...annotations, rangeUs }), [annotations, rangeUs]);
  const { startsAtMs } = view.scenario;
  const stretch = { fromMs: startsAtMs + Math.max(0, view.nowUs - rangeUs) / 1000, toMs: startsAtMs + view.nowUs / 1000 };
  const showChanges = async (show: boolean) => {
    setWithChanges(show);
    const looked = view.timeline.some((item) => item.kind === 'look.deployments');
    if (show && !looked && !readOnly) await session.append({ kind: 'look.deployments', args: {} });
  };
  return (
    <div className="stack">
      <div className="row">
        <div className="row" role="group" aria-label="Dashboard">
          {view.dashboards.map(({ title }) => (
            <button
              key={title}
              type="button"
              className="chip"
              aria-pressed={title === dashboard?.title}
              onClick={() => go('dashboards', title)}
            >
              {title}
            </button>
          ))}
        </div>
        <label className="row-fixed small">
          <span className="quiet">Golden signals of</span>
          <select
            className="input compact"
            value={component?.id ?? ''}
            onChange={(event) => event.target.value !== '' && go('dashboards', event.target.value)}
          >
            <option value="">a component…</option>
            {components.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="row-between">
        <RangeBar range={range} setRange={setRange} zoom={zoom} setZoom={setZoom} shown={stretch} />
        <div className="row">
          <Checkbox className="checkbox small" isSelected={withChanges} onChange={(show) => void showChanges(show)}>
            <span className="checkbox-box" aria-hidden="true" />
            Mark deployments
          </Checkbox>
          <Checkbox className="checkbox small" isSelected={withAlerts} onChange={setWithAlerts}>
            <span className="checkbox-box" aria-hidden="true" />
            Mark firing alerts
          </Checkbox>
        </div>
      </div>
      <MarksSaid {...annotations} />
      <ChartGroup zoom={zoom} setZoom={setZoom}>
        {component !== undefined && dashboard === undefined ? (
          <ComponentSignals key={component.id} component={component.id} shown={shown} />
        ) : dashboard === undefined ? (
          <p className="empty">This scenario comes without dashboards. Choose a component above, or use Query.</p>
        ) : (
          <div className="chart-grid">
            {dashboard.panels.map((panel, index) => (
              <DashboardPanel key={`${dashboard.title} ${panel.title}`} panel={panel} shown={shown} alongside={index > 0} />
            ))}
          </div>
        )}
      </ChartGroup>
    </div>
  );
}

function MarksSaid({ marks, bands }: Annotations) {
  const deployments = marks.filter(({ kind }) => kind === 'deployment').map(({ label }) => label);
  const commands = marks.filter(({ kind }) => kind === 'command').map(({ label }) => label);
  const said = [
    deployments.length > 0 && `diamonds: ${deployments.join(', ')}`,
    commands.length > 0 && `triangles: ${commands.join(', ')}`,
    bands.length > 0 && `shaded: ${[...new Set(bands.map(({ label }) => label))].join(', ')}`,
  ].filter(Boolean);
  return said.length === 0 ? null : <p className="small quiet">{said.join('; ')}</p>;
}

/** @param alongside it is not the first one: what was asked for is the dashboard, and its last look is that of its first panel */
function DashboardPanel({ panel, shown, alongside }: { panel: Panel; shown: Shown; alongside: boolean }) {
  const readOnly = useReadOnly();
  const { pin, go } = useRoom();
  const looked = useLook({ kind: 'look.metrics', args: { panel: panel.title } }, `chart ${panel.title}`, { alongside });
  const [stable] = useState(panel);
  const onTrace = useOpenTrace();
  return (
    <LiveChart panel={stable} {...shown} onTrace={onTrace}>
      {!readOnly && panel.series.length > 0 && (
        <Button
          size="small"
          kind="quiet"
          aria-label={`Query of ${panel.title}`}
          onPress={() =>
            openInQuery(
              go,
              panel.series.map(({ expr }) => expr),
            )
          }
        >
          Query
        </Button>
      )}
      {looked.look !== undefined && !readOnly && (
        <Button size="small" kind="quiet" aria-label={`Pin ${panel.title} as evidence`} onPress={() => pin(looked.look)}>
          <Pin size={13} aria-hidden="true" /> Pin
        </Button>
      )}
    </LiveChart>
  );
}

/** Traffic, errors, latency and saturation; which expressions these are, the look says. */
function ComponentSignals({ component, shown }: { component: string; shown: Shown }) {
  const onTrace = useOpenTrace();
  const looked = useLook({ kind: 'look.metrics', args: { panel: component } }, `metrics ${component}`);
  const result = looked.result?.kind === 'metrics' ? looked.result : undefined;
  const [panels, setPanels] = useState<readonly Panel[]>([]);
  useEffect(() => {
    // The same panels at every look: charts that go on are not begun anew.
    if (result !== undefined) setPanels((old) => (old.length > 0 ? old : result.panels.map(({ panel }) => panel)));
  }, [result]);
  return (
    <>
      <LookBar looked={looked}>
        <h2>{component}</h2>
      </LookBar>
      {panels.length === 0 && <LookState looked={looked} empty="No instrument of this component is scraped." />}
      <div className="chart-grid">
        {panels.map((panel) => (
          <LiveChart key={panel.title} panel={panel} {...shown} onTrace={onTrace} />
        ))}
      </div>
    </>
  );
}
