// The control plane: everything that acts on the world from outside its request programs. Keeps its state, its schedule and the seams to
// records; what the actions do lives in `src/engine/commands`, `src/engine/faults` and beside this file.
import { type ConfigValue, type DeploymentRecord, nodeNames, type Scenario, type SimTimeUs, type WorldFact } from '../../schema/index.ts';
import { createSmallWorlds, type SmallWorld } from '../small-worlds/index.ts';
import type { LogTemplateId } from '../telemetry/log-templates.ts';
import type { LiveWorld } from '../world/index.ts';
import { ClusterEvents } from './cluster-events.ts';
import type { Action, ControlState, Pod, Scheduled } from './state.ts';

/** Where the control plane writes what it did. `source` is a pod, or a component that speaks for itself. */
export interface Chronicle {
  /** A pod came into being; its serial is the next. */
  podBorn(pod: Pod): void;
  fact(kind: WorldFact['kind'], component: string, detail: string): void;
  log(template: LogTemplateId, source: { pod: number } | { component: string }, target: number, a: number, b: number): void;
}

export class Control {
  readonly world: LiveWorld;
  readonly scenario: Scenario;
  readonly seed: string;
  readonly chronicle: Chronicle;
  readonly cluster: ClusterEvents;
  readonly smallWorlds: readonly SmallWorld[];
  state: ControlState;
  /** Pods by the handle of their replica; found again after they changed. */
  #byReplica: Map<number, Pod> | undefined;
  #serials: Int32Array | undefined;

  constructor(world: LiveWorld, scenario: Scenario, seed: string, chronicle: Chronicle) {
    this.world = world;
    this.scenario = scenario;
    this.seed = seed;
    this.chronicle = chronicle;
    this.cluster = new ClusterEvents(() => world.nowUs);
    this.smallWorlds = createSmallWorlds({
      scenario,
      seed,
      report: (component, detail) => chronicle.fact('world.event', component, detail),
    });
    this.state = {
      seq: 0,
      scheduled: [],
      nextSerial: 0,
      nextId: 1,
      nodes: nodeNames(scenario.world).map((name) => ({ name, schedulable: true })),
      pods: [],
      gone: [],
      services: world.plan.services.map(({ source }) => ({
        deleted: false,
        desired: source.replicas,
        revisions: [{ version: source.version, config: Object.entries(source.config) as [string, ConfigValue][] }],
        current: 0,
        history: [],
        edits: 0,
      })),
      rollouts: [],
      forced: [],
      faults: [],
      deployments: [],
    };
  }

  get nowUs(): SimTimeUs {
    return this.world.nowUs;
  }

  /** Adds an action; those of one instant happen in the order they were added. */
  schedule(atUs: SimTimeUs, action: Action): void {
    const { state } = this;
    const entry: Scheduled = { atUs, seq: state.seq++, action };
    let place = state.scheduled.length;
    while (place > 0 && state.scheduled[place - 1]!.atUs > atUs) place--;
    state.scheduled.splice(place, 0, entry);
  }

  /** When the next action is due; Infinity when nothing is scheduled. */
  nextUs(): SimTimeUs {
    return this.state.scheduled[0]?.atUs ?? Number.POSITIVE_INFINITY;
  }

  /** Takes the next action that is due at or before `atUs`. */
  takeDue(atUs: SimTimeUs): Action | undefined {
    return this.nextUs() <= atUs ? this.state.scheduled.shift()!.action : undefined;
  }

  podByReplica(replica: number): Pod | undefined {
    this.#byReplica ??= new Map(this.state.pods.map((pod) => [pod.replica, pod]));
    return this.#byReplica.get(replica);
  }

  /** Serial of the pod whose process this replica is; -1 when it is gone. Asked for many times a second, hence a table of words. */
  serialOf(replica: number): number {
    const serials = (this.#serials ??= this.#listSerials());
    return serials[(replica / this.world.plan.replicaWords) | 0] ?? -1;
  }

  #listSerials(): Int32Array {
    const { replicaWords } = this.world.plan;
    const { pods } = this.state;
    const last = pods.reduce((most, { replica }) => Math.max(most, replica), -1);
    const serials = new Int32Array(last / replicaWords + 1).fill(-1);
    for (const { replica, serial } of pods) if (replica >= 0) serials[replica / replicaWords] = serial;
    return serials;
  }

  #podsChanged(): void {
    this.#byReplica = undefined;
    this.#serials = undefined;
  }

  addPod(pod: Pod): void {
    this.state.pods.push(pod);
    this.#podsChanged();
    this.chronicle.podBorn(pod);
  }

  /** Takes a pod whose process is gone out of the list. @returns whether it was there */
  removePod(pod: Pod): boolean {
    const place = this.state.pods.indexOf(pod);
    if (place < 0) return false;
    this.state.pods.splice(place, 1);
    this.state.gone.push(pod.name);
    this.#podsChanged();
    return true;
  }

  /** Holds a breaker open by hand in every replica, those to come included; or gives it back. */
  forceBreaker(breaker: number, open: boolean): void {
    const others = this.state.forced.filter((index) => index !== breaker);
    this.state.forced = open ? [...others, breaker] : others;
    this.world.forceBreaker(breaker, open);
  }

  /** A fresh number for a rollout or a fault. */
  newId(): number {
    return this.state.nextId++;
  }

  setRecord(index: number, changes: Partial<DeploymentRecord>): void {
    this.state.deployments[index] = { ...this.state.deployments[index]!, ...changes };
  }

  save(): string {
    return JSON.stringify(this.state);
  }
  restore(text: string): void {
    this.state = JSON.parse(text) as ControlState;
    this.#podsChanged();
  }
}
