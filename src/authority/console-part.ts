// What is seen of consoles: as they stand in front of one person, what asks them, and where an attempt stands in words. No ground truth in here.
import {
  type Attempt,
  attemptUnderWay,
  attemptView,
  type ConsolesState,
  figuresWith,
  groupsOf,
  promptOf,
  type Surroundings,
  separationOf,
  sessionOf,
} from '../console/index.ts';
import {
  type Console,
  type ConsoleVariant,
  type ConsoleView,
  type DrillView,
  exprWithFields,
  type RoutineTaskView,
  type Safeguard,
  type SafeguardPrompt,
  type Scenario,
  safeguardsOf,
  textWithFields,
  type WorldTable,
  wordsWithFields,
} from '../schema/index.ts';
import type { DeskState } from './console-state.ts';

/** What a view shows of consoles and routine work. */
export type ConsolePart = Pick<DrillView, 'consoles' | 'consoleVariant' | 'routine'>;

export const NO_CONSOLES: ConsolePart = { consoles: [], consoleVariant: 'dangerous', routine: [] };

type Tables = () => Readonly<Record<string, WorldTable>>;

/** What differs or is out of order stands out on the safe console only; as it was, all rows looked alike. */
export function tableOn(variant: ConsoleVariant, table: WorldTable): WorldTable {
  return variant === 'safe' ? table : { ...table, rows: table.rows.map(({ cells }) => ({ cells })) };
}

/** What the safeguard in front of somebody asks; undefined when nothing does. */
export function promptAt(room: ConsolesState, desk: string, by: string, around: Surroundings): SafeguardPrompt | undefined {
  const attempt = attemptUnderWay(room, desk, by);
  return attempt && promptOf(room, attempt, around);
}

/** Where an attempt stands, for the outcome of an entry. */
export function standingOf(attempt: Attempt, room: ConsolesState, around: Surroundings): string {
  const { status, command, outcome, steps } = attempt;
  switch (status) {
    case 'under way': {
      const prompt = promptOf(room, attempt, around);
      if (prompt === undefined) return 'Under way';
      return [`Asked: ${prompt.title}`, prompt.says, prompt.problem ?? ''].filter((part) => part !== '').join('. ');
    }
    case 'stopped': {
      const last = steps.findLast(({ result }) => result === 'stopped');
      return `Not sent: ${last === undefined ? 'stopped' : `${last.safeguard}, ${last.says}`}`;
    }
    case 'undone':
      return `Undone: ${command}`;
    case 'sent':
      return outcome?.status === 'refused' ? `Sent, and refused: ${outcome.reason}` : `Sent: ${command}. ${outcome?.text ?? ''}`.trimEnd();
  }
}

/** Everything of consoles and routine work as `viewer` sees it now. */
export function consolePart(desk: DeskState, viewer: string, around: Surroundings, tables: Tables): ConsolePart {
  const { scenario } = around;
  return {
    consoles: Object.entries(scenario.consoles ?? {}).map(([id, each]) => viewOf(id, each, desk.room, viewer, around, tables)),
    consoleVariant: desk.room.variant,
    routine: routineOf(scenario, desk),
  };
}

function viewOf(id: string, desk: Console, room: ConsolesState, viewer: string, around: Surroundings, tables: Tables): ConsoleView {
  const { kind, style, title, summary, fields, actions, lines } = desk;
  const session = sessionOf(room, around.scenario, id, viewer);
  const { values } = session;
  const text = (template: string): string => textWithFields(template, values, around.read);
  const standing = safeguardsOf(desk, room.variant).filter(({ when }) => when === undefined || around.holds(exprWithFields(when, values)));
  const environment = standing.find((each) => 'environment' in each);
  const watermark = standing.find((each) => 'watermark' in each);
  const separation = separationOf(desk, room.variant);
  const audit = standing.find((each) => 'audit' in each);
  const attempt = attemptUnderWay(room, id, viewer);
  const all = desk.tables.length === 0 ? {} : tables();
  return {
    id,
    kind,
    style,
    title,
    summary,
    fields,
    actions: actions.map(({ name, label }) => ({ name, label })),
    values: { ...values },
    readouts: figuresWith(desk.readouts, values, around),
    tables: desk.tables.flatMap((name) => {
      const table = all[wordsWithFields(name, values)];
      return table === undefined ? [] : [tableOn(room.variant, table)];
    }),
    prompt: text(desk.prompt),
    lines: lines.map(({ types }) => types),
    screen: session.screen.map((line) => ({ ...line })),
    environment: environment && { name: text(environment.environment), colour: environment.colour, banner: text(environment.banner) },
    watermark: watermark && watermarkOf(watermark, session.expiresAtUs, around.nowUs),
    separation: separation && {
      safeguard: separation.name,
      field: separation.separation,
      groups: groupsOf(desk, separation.separation),
      open: session.group ?? separation.starts,
      switchingUntilUs: session.switchingUntilUs,
    },
    attempt: attempt && { number: attempt.number, action: attempt.action, prompt: promptOf(room, attempt, around) },
    attempts: room.attempts
      .filter((each) => each.console === id && (each.by === viewer || audit !== undefined))
      .map((each) => attemptView(each, viewer)),
    audit: audit?.audit,
  };
}

/** While training lasts. */
function watermarkOf(
  { watermark }: Extract<Safeguard, { watermark: unknown }>,
  untilUs: number | undefined,
  nowUs: number,
): ConsoleView['watermark'] {
  return untilUs === undefined || untilUs <= nowUs ? undefined : { text: watermark, untilUs };
}

function routineOf({ routine = [] }: Scenario, { tasks }: DeskState): RoutineTaskView[] {
  return routine
    .flatMap(({ name, title, text, console: desk, action, within }, index) => {
      const { atUs, doneAtUs } = tasks[index]!;
      return atUs === undefined ? [] : [{ name, title, text, console: desk, action, atUs, byUs: atUs + within, doneAtUs }];
    })
    .sort((a, b) => a.atUs - b.atUs);
}
