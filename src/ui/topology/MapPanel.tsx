// The map tab: the picture and its list, what stands behind the selected component, and where to look next.
import { useView } from '../app/session-context.tsx';
import { useRemembered, useRoom } from '../room/room-context.tsx';
import { Button, Mark } from '../theme/index.ts';
import { frameOf } from './frame.ts';
import { placeTopology } from './layout.ts';
import { TopologyList } from './TopologyList.tsx';
import { TopologyMap } from './TopologyMap.tsx';

export default function MapPanel() {
  const view = useView();
  const { go } = useRoom();
  const [selected, setSelected] = useRemembered<string | undefined>('map.selected', undefined);
  const node = view.topology.nodes.find((candidate) => candidate.id === selected);
  const { breakers, nodes } = frameOf(view, placeTopology(view.topology, 'LR'));
  const state = nodes.find((candidate) => candidate.id === selected);
  return (
    <div className="stack">
      <div className="row-between">
        <div className="row">
          {breakers.map((breaker) => (
            <Mark key={breaker.name} tone={breaker.tone}>
              breaker {breaker.name}: {breaker.state}
            </Mark>
          ))}
          <span className="small quiet">
            At the last scrape. Thick lines carry more; bars show how full it is.
            {view.deployments.length === 0 ? ' Look at Changes to mark what was deployed.' : ' A diamond marks a recent change.'}
          </span>
        </div>
      </div>
      <TopologyMap view={view} selected={selected} onSelect={setSelected} />
      {node !== undefined && state !== undefined && (
        <section className="card stack-tight" aria-label={`About ${node.label}`}>
          <div className="row">
            <h3>{node.label}</h3>
            <Mark>{node.kind}</Mark>
            <Mark tone={state.tone}>{state.word}</Mark>
            <span>{state.line}</span>
          </div>
          <div className="row">
            {node.kind === 'service' && (
              <>
                <Button size="small" onPress={() => go('services', node.id)}>
                  Replicas and configuration
                </Button>
                <Button size="small" onPress={() => go('logs', node.id)}>
                  Logs
                </Button>
                <Button size="small" onPress={() => go('changes', node.id)}>
                  Configuration diff
                </Button>
              </>
            )}
            {node.kind === 'pool' && (
              <Button size="small" onPress={() => go('sessions', node.id)}>
                Sessions
              </Button>
            )}
            {node.kind === 'provider' && (
              <Button size="small" onPress={() => go('providers', node.id)}>
                Status page
              </Button>
            )}
            <Button size="small" onPress={() => go('dashboards')}>
              Dashboards
            </Button>
          </div>
        </section>
      )}
      <TopologyList view={view} onSelect={setSelected} />
    </div>
  );
}
