// One step of alerting in progress: a shallow copy of the state that is written to and handed back as the next state.
import type { AlertInstance, AlertNotification, SimTimeUs } from '../schema/index.ts';
import type { Setup } from './setup.ts';
import type { AlertingState, Firing, Group, Hold, Incident, Storm, Told } from './state.ts';

export interface Step {
  state: AlertingState;
  /** What was told in this step, in order. */
  notifications: AlertNotification[];
}

export class Work {
  readonly setup: Setup;
  readonly nowUs: SimTimeUs;
  readonly firings: Firing[];
  readonly newest: Record<string, number>;
  readonly groups: Record<string, Group>;
  readonly told: Record<string, Told>;
  readonly incidents: Incident[];
  readonly ruleTold: Record<string, readonly SimTimeUs[]>;
  readonly lastTold: Record<string, SimTimeUs>;
  storm: Storm | undefined;
  readonly #before: AlertingState;
  readonly #said: AlertNotification[] = [];

  constructor(setup: Setup, state: AlertingState, nowUs: SimTimeUs) {
    this.setup = setup;
    this.nowUs = nowUs;
    this.firings = [...state.firings];
    this.newest = { ...state.newest };
    this.groups = { ...state.groups };
    this.told = { ...state.told };
    this.incidents = [...state.incidents];
    this.ruleTold = { ...state.ruleTold };
    this.lastTold = { ...state.lastTold };
    this.storm = state.storm;
    this.#before = state;
  }

  get silences(): AlertingState['silences'] {
    return this.#before.silences;
  }

  change(index: number, change: Partial<Firing>): void {
    this.firings[index] = { ...this.firings[index]!, ...change };
  }
  hold(index: number, hold: Hold | undefined): void {
    if (this.firings[index]!.hold !== hold) this.change(index, { hold });
  }

  say(receiver: string, group: Group['labels'], firing: AlertInstance[], resolved: AlertInstance[], text: string, summary: boolean): void {
    this.#said.push({ atUs: this.nowUs, receiver, group, firing, resolved, summary, text });
  }

  finish(): Step {
    const { firings, newest, groups, told, incidents, ruleTold, lastTold, storm, silences } = this;
    const notifications = this.#said.length === 0 ? this.#before.notifications : [...this.#before.notifications, ...this.#said];
    return {
      state: { firings, newest, groups, told, incidents, ruleTold, lastTold, storm, silences, notifications },
      notifications: this.#said,
    };
  }
}
