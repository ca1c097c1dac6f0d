// What the map shows at one instant, as plain data: a function of the view and the places. Shared by canvas, labels and list.
// Everything comes from gauges (the last scrape), from the shape of the system, and from changes that somebody looked at (U9).
import type { ComponentGauge, DrillView } from '../../schema/index.ts';
import { countText, figureText, percentText, spanWords, type Tone } from '../theme/index.ts';
import { type Path, pathOf, pointAt } from './flow.ts';
import type { Placed, PlacedZone, Point } from './layout.ts';

export type NodeKind = DrillView['topology']['nodes'][number]['kind'];

/** How a component is, wherever it stands. */
export interface NodeState {
  id: string;
  kind: NodeKind;
  label: string;
  /** In use of what it has, 0..1; undefined when it has no limit. */
  fill: number | undefined;
  /** Waiting, compared with all that is there: waiting / (waiting + what can be worked on at once), 0..1. */
  queue: number;
  tone: Tone;
  /** In a word: fine, failing, full… */
  word: string;
  line: string;
  version: string;
  /** What changed here lately, as far as the trainee knows. */
  changed: { text: string; agoUs: number } | undefined;
  gauge: ComponentGauge | undefined;
}
export interface BreakerState {
  name: string;
  /** closed, half-open, open; empty before the first scrape. */
  state: string;
  tone: Tone;
}
export interface FrameNode extends NodeState, Point {}
export interface FrameEdge {
  from: string;
  to: string;
  path: Path;
  ratePerS: number;
  /** Share of requests that fail where the way ends. */
  errorRatio: number;
  tone: Tone;
  breakers: (BreakerState & Point)[];
}
export interface Frame {
  width: number;
  height: number;
  nodes: FrameNode[];
  edges: FrameEdge[];
  zone: PlacedZone | undefined;
}

const ERRORS_BAD = 0.05;
const ERRORS_WARN = 0.01;
const FULL = 0.95;
const BUSY = 0.75;
const RECENT_US = 45 * 60e6;
/** Several breakers on one way stand beside each other. */
const BREAKERS_APART_PX = 30;

export function frameOf(view: DrillView, placed: Placed): Frame {
  const places = new Map(placed.nodes.map((node) => [node.id, node]));
  const nodes = statesOf(view).map((state): FrameNode => {
    const { x, y } = places.get(state.id) ?? { x: 0, y: 0 };
    return { ...state, x, y };
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const breakers = new Map(breakersOf(view).map((breaker) => [breaker.name, breaker]));
  const edges = placed.edges.map(({ from, to, points }): FrameEdge => {
    const source = byId.get(from)?.gauge?.ratePerS;
    const target = byId.get(to)?.gauge?.ratePerS ?? 0;
    const path = pathOf(points);
    const guards = view.topology.breakers.filter((guard) => guard.from === from && guard.to === to);
    return {
      from,
      to,
      path,
      // The instruments count arrivals, not calls by pair: no more than either end handles.
      ratePerS: source === undefined ? target : Math.min(source, target),
      errorRatio: byId.get(to)?.gauge?.errorRatio ?? 0,
      tone: byId.get(to)?.tone ?? 'plain',
      breakers: guards.flatMap(({ name }, index) => {
        const breaker = breakers.get(name);
        const aside = (index - (guards.length - 1) / 2) * BREAKERS_APART_PX;
        return breaker === undefined ? [] : [{ ...breaker, ...pointAt(path, path.length / 2 + aside) }];
      }),
    };
  });
  return { width: placed.width, height: placed.height, nodes, edges, zone: placed.zone };
}

export function breakersOf(view: DrillView): BreakerState[] {
  return view.gauges
    .filter((gauge) => gauge.kind === 'breaker')
    .map(({ component, state }) => ({
      name: component,
      state,
      tone: state === 'open' ? 'bad' : state === 'half-open' ? 'warn' : state === 'closed' ? 'ok' : 'plain',
    }));
}

export function statesOf(view: DrillView): NodeState[] {
  const gauges = new Map(view.gauges.map((gauge) => [gauge.component, gauge]));
  return view.topology.nodes.map(({ id, kind, label }): NodeState => {
    const gauge = kind === 'users' ? undefined : gauges.get(id);
    const last = view.deployments.findLast((row) => row.service === id && row.from !== row.to && view.nowUs - row.atUs < RECENT_US);
    const capacity = gauge?.capacity ?? 0;
    const waiting = gauge?.waiting ?? 0;
    return {
      id,
      kind,
      label,
      fill: gauge !== undefined && capacity > 0 ? Math.min(1, gauge.inFlight / capacity) : undefined,
      queue: waiting > 0 ? waiting / (waiting + Math.max(1, capacity)) : 0,
      ...(kind === 'users' ? usersOf(view) : stateOf(kind, gauge)),
      version: gauge?.version ?? '',
      changed: last === undefined ? undefined : { text: `${last.from} → ${last.to}`, agoUs: view.nowUs - last.atUs },
      gauge,
    };
  });
}

type Said = Pick<NodeState, 'tone' | 'word' | 'line'>;

function usersOf(view: DrillView): Said {
  const hurt = view.impact.usersAffected;
  const line = `${countText(hurt)} affected`;
  if ((view.impact.errorRatio ?? 0) > ERRORS_WARN) return { tone: 'bad', word: 'hurt', line };
  // Before the first page the few that fail on any day are no news.
  return hurt > 0 && view.tPlusZeroUs !== undefined ? { tone: 'warn', word: 'were hurt', line } : { tone: 'ok', word: 'fine', line };
}

function stateOf(kind: NodeKind, gauge: ComponentGauge | undefined): Said {
  if (gauge === undefined) return { tone: 'plain', word: 'not measured', line: 'no gauge' };
  const fill = gauge.capacity > 0 ? gauge.inFlight / gauge.capacity : 0;
  const waiting = gauge.waiting > 0 ? `, ${countText(gauge.waiting)} wait` : '';
  const failing = gauge.errorRatio >= ERRORS_WARN ? ` · ${percentText(gauge.errorRatio)} fail` : '';
  const line =
    // Short enough for the box: a figure that is cut off would be another figure.
    kind === 'pool' || kind === 'database'
      ? `${countText(gauge.inFlight)} of ${countText(gauge.capacity)}${waiting || (kind === 'pool' ? ' in use' : ' busy')}`
      : `${figureText(gauge.ratePerS, 'per second')}${failing || waiting}`;
  const ready = /^(\d+) of (\d+) ready$/.exec(gauge.state);
  if (gauge.state === 'restarting') return { tone: 'bad', word: 'restarting', line };
  if (ready !== null && ready[1] === '0' && ready[2] !== '0') return { tone: 'bad', word: 'none ready', line };
  if (gauge.errorRatio >= ERRORS_BAD) return { tone: 'bad', word: 'failing', line };
  if (fill >= FULL) return { tone: 'bad', word: 'full', line };
  if (gauge.errorRatio >= ERRORS_WARN) return { tone: 'warn', word: 'some fail', line };
  if (fill >= BUSY) return { tone: 'warn', word: 'nearly full', line };
  if (ready !== null && ready[1] !== ready[2]) return { tone: 'warn', word: `${ready[1]} of ${ready[2]} ready`, line };
  return { tone: 'ok', word: 'fine', line };
}

/** What changed, in a sentence: `2.4.1 → 2.4.2, 6 min ago`. */
export const changeText = ({ text, agoUs }: { text: string; agoUs: number }): string =>
  `${text}, ${spanWords(Math.max(60e6, Math.floor(agoUs / 60e6) * 60e6))} ago`;

/** The same frame without how anything is: names, kinds and calls. */
export function structureOf(frame: Frame): Frame {
  return {
    ...frame,
    nodes: frame.nodes.map((node) => ({
      ...node,
      fill: undefined,
      queue: 0,
      tone: 'plain' as const,
      word: node.kind,
      line: '',
      version: '',
      changed: undefined,
      gauge: undefined,
    })),
    edges: frame.edges.map((edge) => ({ ...edge, ratePerS: 0, errorRatio: 0, tone: 'plain' as const, breakers: [] })),
  };
}
