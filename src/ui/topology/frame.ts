// What the map shows at one instant, as plain data: a function of the view, the places and the size. Shared by canvas, labels and list.
import type { ComponentGauge, DrillView } from '../../schema/index.ts';
import { countText, figureText, percentText, type Tone } from '../theme/index.ts';
import type { Placed } from './layout.ts';

export interface FrameNode {
  id: string;
  kind: DrillView['topology']['nodes'][number]['kind'];
  label: string;
  x: number;
  y: number;
  /** In use of what it has, 0..1; undefined when it has no limit. */
  fill: number | undefined;
  tone: Tone;
  /** In a word: fine, failing, full, slow to answer… */
  word: string;
  line: string;
  version: string;
  /** What changed here lately, as far as the trainee knows. */
  changed: string | undefined;
}
export interface FrameEdge {
  from: string;
  to: string;
  points: { x: number; y: number }[];
  ratePerS: number;
  tone: Tone;
}
export interface Frame {
  width: number;
  height: number;
  nodes: FrameNode[];
  edges: FrameEdge[];
  breakers: { name: string; state: string; tone: Tone }[];
}

const ERRORS_BAD = 0.05;
const ERRORS_WARN = 0.01;
const FULL = 0.95;
const BUSY = 0.75;
const RECENT_US = 45 * 60e6;

export function frameOf(view: DrillView, placed: Placed): Frame {
  const gauges = new Map(view.gauges.map((gauge) => [gauge.component, gauge]));
  const nodes = view.topology.nodes.map((node): FrameNode => {
    const place = placed.nodes.find((candidate) => candidate.id === node.id) ?? { x: 0, y: 0 };
    const gauge = node.kind === 'users' ? undefined : gauges.get(node.id);
    const last = view.deployments.findLast((row) => row.service === node.id && row.from !== row.to && view.nowUs - row.atUs < RECENT_US);
    return {
      id: node.id,
      kind: node.kind,
      label: node.label,
      x: place.x,
      y: place.y,
      ...stateOf(view, node.kind, gauge),
      version: gauge?.version ?? '',
      changed: last === undefined ? undefined : `${last.from} → ${last.to}`,
    };
  });
  const toneOf = new Map(nodes.map((node) => [node.id, node.tone]));
  const edges = placed.edges.map(({ from, to, points }): FrameEdge => {
    const source = gauges.get(from)?.ratePerS;
    const target = gauges.get(to)?.ratePerS ?? 0;
    return { from, to, points, ratePerS: source === undefined ? target : Math.min(source, target), tone: toneOf.get(to) ?? 'plain' };
  });
  const breakers = view.gauges
    .filter((gauge) => gauge.kind === 'breaker')
    .map((gauge) => ({
      name: gauge.component,
      state: gauge.state,
      tone: (gauge.state === 'closed' ? 'ok' : gauge.state === 'open' ? 'bad' : 'warn') as Tone,
    }));
  return { width: placed.width, height: placed.height, nodes, edges, breakers };
}

function stateOf(
  view: DrillView,
  kind: FrameNode['kind'],
  gauge: ComponentGauge | undefined,
): Pick<FrameNode, 'fill' | 'tone' | 'word' | 'line'> {
  if (kind === 'users') {
    const hurt = view.impact.usersAffected;
    const failing = (view.impact.errorRatio ?? 0) > ERRORS_WARN;
    return {
      fill: undefined,
      tone: failing ? 'bad' : hurt > 0 ? 'warn' : 'ok',
      word: failing ? 'hurt' : hurt > 0 ? 'were hurt' : 'fine',
      line: `${countText(hurt)} affected`,
    };
  }
  if (gauge === undefined) return { fill: undefined, tone: 'plain', word: 'not measured', line: 'no gauge' };
  const fill = gauge.capacity > 0 ? Math.min(1, gauge.inFlight / gauge.capacity) : undefined;
  const waiting = gauge.waiting > 0 ? `, ${countText(gauge.waiting)} waiting` : '';
  const failing = gauge.errorRatio >= ERRORS_WARN ? ` · ${percentText(gauge.errorRatio)} fail` : '';
  const line =
    kind === 'pool'
      ? `${countText(gauge.inFlight)} of ${countText(gauge.capacity)} in use${waiting}`
      : kind === 'database'
        ? `${countText(gauge.inFlight)} of ${countText(gauge.capacity)} busy${waiting}`
        : `${figureText(gauge.ratePerS, 'per second')}${failing || waiting}`;
  if (gauge.errorRatio >= ERRORS_BAD) return { fill, tone: 'bad', word: 'failing', line };
  if (fill !== undefined && fill >= FULL) return { fill, tone: 'bad', word: 'full', line };
  if (gauge.errorRatio >= ERRORS_WARN) return { fill, tone: 'warn', word: 'some fail', line };
  if (fill !== undefined && fill >= BUSY) return { fill, tone: 'warn', word: 'nearly full', line };
  return { fill, tone: 'ok', word: 'fine', line };
}

/** The same frame without how anything is: names, kinds and calls. */
export function structureOf(frame: Frame): Frame {
  return {
    ...frame,
    nodes: frame.nodes.map((node) => ({
      ...node,
      fill: undefined,
      tone: 'plain' as const,
      word: node.kind,
      line: '',
      version: '',
      changed: undefined,
    })),
    edges: frame.edges.map((edge) => ({ ...edge, ratePerS: 0, tone: 'plain' as const })),
    breakers: [],
  };
}
