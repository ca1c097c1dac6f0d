// Where a guided drill stands, and what a step points at. Pure, but for the search of the element.
import type { DrillView } from '../../schema/index.ts';
import { type PaneId, TOOLS, type ToolId } from '../room/tool-list.ts';

type Guide = NonNullable<DrillView['guide']>;

export interface GuideState {
  /** From 1; the number of steps when all were shown. */
  number: number;
  count: number;
  step: Guide['steps'][number] | undefined;
  index: number;
  /** What the shown step asks for is done. */
  done: boolean;
  doneRatio: number;
}

/**
 * A step stays until the trainee reads on, also when it is done: no question vanishes before it could be answered, and none is passed over.
 * @param shown the step that the trainee has come to, from 0
 */
export function guideState({ steps, current }: Guide, shown: number): GuideState {
  const index = Math.max(0, Math.min(shown, current, steps.length));
  return {
    number: Math.min(index + 1, steps.length),
    count: steps.length,
    step: steps[index],
    index,
    done: index < current,
    doneRatio: steps.length === 0 ? 1 : index / steps.length,
  };
}

interface Part {
  selector: string;
  title: string;
  pane?: Exclude<PaneId, 'tools'>;
  /** The page of the notebook that it is on. */
  page?: string;
}

/** Parts of the room that are no tool, and where they are. */
const PARTS: Readonly<Record<string, Part>> = {
  pager: { selector: '.pager', title: 'the pager', pane: 'pager' },
  channels: { selector: '.channels', title: 'the channels', pane: 'channels' },
  notebook: { selector: '.notebook', title: 'the notebook', pane: 'notebook' },
  hypotheses: { selector: '.notebook', title: 'Hypotheses in the notebook', pane: 'notebook', page: 'hypotheses' },
  plan: { selector: '.plan-a-step', title: '“Plan a step” in the notebook', pane: 'notebook', page: 'plan' },
  bar: { selector: '.bar-figures', title: 'the figures in the bar' },
  clock: { selector: '.bar-controls', title: 'the clock’s controls' },
  severity: { selector: '[data-part="declare"]', title: 'Declare' },
  incident: { selector: '[data-part="finish"]', title: 'Finish' },
  review: { selector: '[data-part="open-review"]', title: 'Open the review' },
};

export type Pointer = { kind: 'tool'; id: ToolId; title: string } | ({ kind: 'part' } & Part);

/** @returns undefined when a step points at nothing, or at nothing this room has */
export function pointerOf(shows: string | undefined): Pointer | undefined {
  if (shows === undefined) return undefined;
  const tool = TOOLS.find(({ id }) => id === shows);
  if (tool !== undefined) return { kind: 'tool', id: tool.id, title: tool.title };
  const part = PARTS[shows];
  return part === undefined ? undefined : { kind: 'part', ...part };
}

/** The element on the screen: a part of the room, or the tab of a tool. */
export function elementOf(pointer: Pointer, root: ParentNode): Element | null {
  if (pointer.kind === 'part') return root.querySelector(pointer.selector);
  const tabs = root.querySelectorAll('[role="tab"], .flexlayout__tab_button');
  return [...tabs].find((tab) => tab.textContent?.trim() === pointer.title) ?? null;
}
