// Where a guided drill stands, and what a step points at. Pure, but for the search of the element.
import type { DrillView } from '../../schema/index.ts';
import { type PaneId, TOOLS, type ToolId } from '../room/tool-list.ts';

type Guide = NonNullable<DrillView['guide']>;

export interface GuideState {
  /** From 1; the number of steps when all are done. */
  number: number;
  count: number;
  step: Guide['steps'][number] | undefined;
  index: number;
  doneRatio: number;
}

export function guideState({ steps, current }: Guide): GuideState {
  const index = Math.max(0, Math.min(current, steps.length));
  return {
    number: Math.min(index + 1, steps.length),
    count: steps.length,
    step: steps[index],
    index,
    doneRatio: steps.length === 0 ? 1 : index / steps.length,
  };
}

/** Parts of the room that are no tool, and where they are. */
const PARTS: Readonly<Record<string, { selector: string; title: string; pane?: PaneId }>> = {
  pager: { selector: '.pager', title: 'the pager', pane: 'pager' },
  channels: { selector: '.channels', title: 'the channels', pane: 'channels' },
  notebook: { selector: '.notebook', title: 'the notebook', pane: 'notebook' },
  bar: { selector: '.bar-figures', title: 'the figures in the bar' },
  clock: { selector: '.bar-controls', title: 'the clock’s controls' },
  severity: { selector: '.bar-state', title: 'the incident menu in the bar' },
  incident: { selector: '.bar-state', title: 'the incident menu in the bar' },
};

export type Pointer =
  | { kind: 'tool'; id: ToolId; title: string }
  | { kind: 'part'; selector: string; title: string; pane: PaneId | undefined };

/** @returns undefined when a step points at nothing, or at nothing this room has */
export function pointerOf(shows: string | undefined): Pointer | undefined {
  if (shows === undefined) return undefined;
  const tool = TOOLS.find(({ id }) => id === shows);
  if (tool !== undefined) return { kind: 'tool', id: tool.id, title: tool.title };
  const part = PARTS[shows];
  return part === undefined ? undefined : { kind: 'part', selector: part.selector, title: part.title, pane: part.pane };
}

/** The element on the screen: a part of the room, or the tab of a tool. */
export function elementOf(pointer: Pointer, root: ParentNode): Element | null {
  if (pointer.kind === 'part') return root.querySelector(pointer.selector);
  const tabs = root.querySelectorAll('[role="tab"], .flexlayout__tab_button');
  return [...tabs].find((tab) => tab.textContent?.trim() === pointer.title) ?? null;
}
