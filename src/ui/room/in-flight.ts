// Which actions the strip shows, and where one can be watched. Pure.
import type { ActionInFlight, DrillView } from '../../schema/index.ts';
import type { ToolId } from './tool-list.ts';

const FINISHED_FOR_US = 4 * 60e6;
const SHOWN_MAX = 3;

/** A state of an action, as it is dismissed: an action comes back when it ends. */
export const stateKey = ({ seq, status }: Pick<ActionInFlight, 'seq' | 'status'>): string => `${seq} ${status}`;

/** The newest few that run, failed, or finished lately, without the states that were dismissed. */
export function actionsShown(
  { inFlight, nowUs }: Pick<DrillView, 'inFlight' | 'nowUs'>,
  dismissed: readonly string[],
): readonly ActionInFlight[] {
  return inFlight
    .filter(({ status, startedAtUs }) => status !== 'done' || nowUs - startedAtUs < FINISHED_FOR_US)
    .filter((action) => !dismissed.includes(stateKey(action)))
    .slice(-SHOWN_MAX);
}

const TOOLS_OF: Partial<Record<DrillView['topology']['nodes'][number]['kind'], ToolId>> = {
  service: 'services',
  pool: 'sessions',
  provider: 'providers',
};

/** The component an action is about, and the tool that shows it. */
export function targetOf(text: string, nodes: DrillView['topology']['nodes']): { tool: ToolId; id: string } | undefined {
  const words = new Set(text.split(/[\s,;]+/));
  const node = nodes.find(({ id }) => words.has(id));
  const tool = node && TOOLS_OF[node.kind];
  return node === undefined || tool === undefined ? undefined : { tool, id: node.id };
}
