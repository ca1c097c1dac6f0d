/**
 * The exercise around a run: phases, the notebook, looks, and the view of a trainee.
 * Public surface of `drill`: other rooms import from here and nowhere deeper.
 */
export { LADDER } from './command/checks.ts';
export { holds as holdsRole, personIn, type RoleHolder, roleFor } from './command/command-state.ts';
export { hintsOffered, noticeOf } from './command/notice.ts';
export { agreementFor, normalCommand, type PersonRequest } from './command/requests.ts';
export { adviceOf } from './command/severity.ts';
export { figureText, fillReadings } from './format.ts';
export { currencyOf, figuresShownAt, impactOf, readErrorRatio } from './impact.ts';
export { holds, type RangeReading, readRange, readValue } from './instruments.ts';
export { type LogSearch, readLogSearch } from './log-search.ts';
export { type LookContext, lookAt } from './looks/index.ts';
export { isOver, type PhaseEvent, type PhaseState } from './phases.ts';
export { type ProjectInput, project } from './project.ts';
export { checkCommand, checkEntry, type DrillContext } from './refusals.ts';
export { SloMeter } from './slo-meter.ts';
export { applyDeed, applyEntry, applyPlainUpdate, applyRole, applyWorld, type DrillState, initialDrillState, setBroken } from './state.ts';
export { EMPTY_STORY, type Expectation, type StoryState } from './story-state.ts';
export { describeEntry } from './texts.ts';
export { componentsOf, topologyOf } from './topology.ts';
