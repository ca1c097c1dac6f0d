// The map tab: the picture, the past it can be scrubbed through, what stands behind the selected component, and the table that says the same.
import { useSessionState, useView } from '../app/session-context.tsx';
import { Explain } from '../guide/index.ts';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Button, Mark } from '../theme/index.ts';
import { breakersOf, changeText, statesOf } from './frame.ts';
import { MapLegend } from './MapLegend.tsx';
import { MapTime } from './MapTime.tsx';
import { TopologyList } from './TopologyList.tsx';
import { TopologyMap } from './TopologyMap.tsx';

export default function MapPanel() {
  const { view, replayAtUs } = useSessionState();
  const [selected, setSelected] = useRemembered<string | undefined>('map.selected', undefined);
  const states = statesOf(view);
  return (
    <div className="stack">
      <div className="row">
        {breakersOf(view).map((breaker) => (
          <Mark key={breaker.name} tone={breaker.tone}>
            breaker {breaker.name}: {breaker.state}
          </Mark>
        ))}
        {breakersOf(view).length > 0 && <Explain of="map-breaker" />}
        <span className="small quiet">
          At the last scrape.
          <Explain of="map-fill" />
          {view.platform && view.deployments.length === 0 && ' Look at Changes to mark what was deployed.'}
        </span>
      </div>
      <TopologyMap view={view} selected={selected} onSelect={setSelected} motion={replayAtUs === undefined} />
      <MapTime />
      <MapLegend />
      <About state={states.find(({ id }) => id === selected)} edges={view.topology.edges} onSelect={setSelected} />
      <TopologyList view={view} onSelect={setSelected} />
    </div>
  );
}

interface AboutProps {
  state: ReturnType<typeof statesOf>[number] | undefined;
  edges: readonly { from: string; to: string }[];
  onSelect: (id: string | undefined) => void;
}

function About({ state, edges, onSelect }: AboutProps) {
  const { go } = useRoom();
  const { platform } = useView();
  if (state === undefined) return null;
  const { id, kind, label, tone, word, line, changed, version } = state;
  const callers = edges.filter(({ to }) => to === id).map(({ from }) => from);
  const calls = edges.filter(({ from }) => from === id).map(({ to }) => to);
  return (
    <section className="card stack-tight" aria-label={`About ${label}`}>
      <div className="row-between">
        <div className="row">
          <h3>{label}</h3>
          <Mark>{kind}</Mark>
          <Mark tone={tone}>{word}</Mark>
          {changed !== undefined && <Mark tone="change">{changeText(changed)}</Mark>}
          <span>{line}</span>
          {version !== '' && <span className="mono small">{version}</span>}
        </div>
        <Button size="small" kind="quiet" onPress={() => onSelect(undefined)}>
          Show all
        </Button>
      </div>
      <Names title="Called by" names={callers} onSelect={onSelect} />
      <Names title="Calls" names={calls} onSelect={onSelect} />
      <div className="row">
        {platform && kind === 'service' && (
          <>
            <Button size="small" onPress={() => go('services', id)}>
              Replicas and configuration
            </Button>
            <Button size="small" onPress={() => go('logs', id)}>
              Logs
            </Button>
            <Button size="small" onPress={() => go('changes', id)}>
              Configuration diff
            </Button>
          </>
        )}
        {platform && kind === 'pool' && (
          <Button size="small" onPress={() => go('sessions', id)}>
            Sessions
          </Button>
        )}
        {platform && kind === 'provider' && (
          <Button size="small" onPress={() => go('providers', id)}>
            Status page
          </Button>
        )}
        <Button size="small" onPress={() => go('dashboards')}>
          Dashboards
        </Button>
      </div>
    </section>
  );
}

function Names({ title, names, onSelect }: { title: string; names: readonly string[]; onSelect: (id: string) => void }) {
  if (names.length === 0) return null;
  return (
    <p className="row small">
      <span className="quiet">{title}</span>
      {names.map((name) => (
        <Button key={name} kind="link" onPress={() => onSelect(name)}>
          {name}
        </Button>
      ))}
    </p>
  );
}
