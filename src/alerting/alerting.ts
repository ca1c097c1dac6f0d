// Alerts on their way to people: Alertmanager's dispatcher and pipeline on simulated time, and what tames a storm. It moves only when
// rules were evaluated, when a group's timer goes off, and when somebody silences: so it follows from (scenario, seed, journal). README.md.
import type { AlertInstance, AlertingView, Silence, SimTimeUs } from '../schema/index.ts';
import { flush } from './flush.ts';
import { takeIn } from './intake.ts';
import { watchStorm } from './quality.ts';
import { type AlertingOptions, type Setup, setUp } from './setup.ts';
import { type AlertingState, EMPTY_ALERTING, type Group } from './state.ts';
import { type AlertingReading, viewAlerting } from './view.ts';
import { type Step, Work } from './work.ts';

export class Alerting {
  readonly #setup: Setup;

  constructor(options: AlertingOptions) {
    this.#setup = setUp(options);
  }

  /** Right after rules were evaluated, with every alert they know of. */
  observe(state: AlertingState, alerts: readonly AlertInstance[], nowUs: SimTimeUs): Step {
    if (alerts.length === 0 && state === EMPTY_ALERTING) return { state, notifications: [] };
    const work = new Work(this.#setup, state, nowUs);
    takeIn(work, alerts);
    watchStorm(work);
    this.#flushDue(work, true);
    return work.finish();
  }

  /** At an instant of its own. */
  advance(state: AlertingState, nowUs: SimTimeUs): Step {
    if (this.nextDueUs(state) > nowUs) return { state, notifications: [] };
    const work = new Work(this.#setup, state, nowUs);
    this.#flushDue(work, false);
    return work.finish();
  }

  /** When the next group with something in it is due; Infinity when none is. */
  nextDueUs({ groups }: AlertingState): SimTimeUs {
    let nextUs = Number.POSITIVE_INFINITY;
    for (const group of Object.values(groups))
      if (group.flushAtUs !== undefined && group.emptySinceUs === undefined) nextUs = Math.min(nextUs, group.flushAtUs);
    return nextUs;
  }

  silence(state: AlertingState, silence: Omit<Silence, 'id'>): AlertingState {
    return { ...state, silences: [...state.silences, { ...silence, id: `s${state.silences.length + 1}` }] };
  }

  /** Ends a silence now; one that is over, or unknown, stays as it is. */
  expireSilence(state: AlertingState, id: string, nowUs: SimTimeUs): AlertingState {
    const silences = state.silences.map((silence) =>
      silence.id !== id || silence.endsAtUs <= nowUs
        ? silence
        : { ...silence, startsAtUs: Math.min(silence.startsAtUs, nowUs), endsAtUs: nowUs },
    );
    return { ...state, silences };
  }

  view(state: AlertingState, reading: AlertingReading): AlertingView {
    return viewAlerting(this.#setup, state, reading);
  }

  /** Groups whose timer went off, by its instant; at a rule instant also those without timer, upstream first where that decides, else as they came. */
  #flushDue(work: Work, eager: boolean): void {
    const isDue = ({ flushAtUs, emptySinceUs }: Group): boolean =>
      emptySinceUs === undefined && (flushAtUs === undefined ? eager : flushAtUs <= work.nowUs);
    const due = Object.values(work.groups).filter(isDue);
    const atUs = ({ flushAtUs }: Group): SimTimeUs => flushAtUs ?? work.nowUs;
    const first = ({ members }: Group): number => Object.values(members)[0] ?? 0;
    const { dependencies, quality } = this.#setup;
    const depth = ({ members }: Group): number =>
      quality.suppressDownstream
        ? Math.min(...Object.values(members).map((index) => dependencies.depthOf(work.firings[index]!.component)))
        : 0;
    for (const { id } of due.sort((a, b) => atUs(a) - atUs(b) || depth(a) - depth(b) || first(a) - first(b))) flush(work, id);
  }
}
