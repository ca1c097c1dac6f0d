// The simulation: one world, its control plane and its records, moved together (DESIGN D5–D12). Order at one instant: the world's events,
// scheduled changes and faults, the scrape, the rules. `execute` and `inject` act after all of these.
import { hashHex, hashInit, hashMix, hashText } from '../math/index.ts';
import {
  type AlertInstance,
  assert,
  type Change,
  type CheckResult,
  type ClusterEvent,
  type Command,
  type ComponentGauge,
  type DeploymentRecord,
  type EngineSnapshot,
  type Exemplar,
  type Fault,
  type FlowSummary,
  type Harm,
  type LogFilter,
  type LogIndex,
  type LogPage,
  type NodeState,
  type Outcome,
  type ReplicaState,
  type SampleSource,
  type Scenario,
  type Seed,
  type SessionRow,
  type SimTimeUs,
  type SimulationEngine,
  type Span,
  storyTimeUs,
  type TraceCounts,
  type TraceFilter,
  type TracePage,
  type WorldFact,
  type WorldTable,
} from '../schema/index.ts';
import { withGeneratedRules } from '../slo/index.ts';
import { execute } from './commands/index.ts';
import { perform } from './control/actions.ts';
import { applyChange, applyPastChange } from './control/changes.ts';
import type { ClusterEventsMark } from './control/cluster-events.ts';
import { Control } from './control/control.ts';
import { nodesOf } from './control/nodes.ts';
import { adoptInitialPods, podsOf, removePod } from './control/pods.ts';
import { beginFault } from './faults/index.ts';
import { lostLogRatio } from './faults/lose-logs.ts';
import type { Balance, SmallWorld } from './small-worlds/index.ts';
import { Alerts, type AlertsMark } from './telemetry/alerts.ts';
import { Checks, type ChecksMark } from './telemetry/checks.ts';
import { gaugesOf } from './telemetry/gauges.ts';
import { addHarm, type HarmPoint, harmOf } from './telemetry/harm.ts';
import { Instruments, type InstrumentsMark } from './telemetry/instruments.ts';
import { Recorder, type RecorderMark } from './telemetry/recorder.ts';
import { Scraper } from './telemetry/scraper.ts';
import { type SeriesMark, SeriesStore } from './telemetry/series-store.ts';
import { sessionsOf } from './telemetry/sessions.ts';
import { TraceIds } from './telemetry/traces/ids.ts';
import { Tracing, type TracingMark } from './telemetry/traces/tracing.ts';
import { createWorld, type LiveWorld, REPLICA } from './world/index.ts';

/** The arena's bytes and, beside them, marks in the records: blocks that are never rewritten, so a mark costs next to nothing. */
interface Snapshot extends EngineSnapshot {
  readonly control: string;
  readonly small: readonly string[];
  readonly series: SeriesMark;
  readonly recorder: RecorderMark;
  readonly traces: TracingMark;
  readonly alerts: AlertsMark;
  readonly checks: ChecksMark;
  readonly instruments: InstrumentsMark;
  readonly cluster: ClusterEventsMark;
  readonly harm: readonly HarmPoint[];
  readonly harmCount: number;
  readonly nextScrapeUs: SimTimeUs;
  readonly harmOnly: boolean;
}

export class Simulation implements SimulationEngine {
  readonly #scenario: Scenario;
  readonly #seed: Seed;
  readonly #world: LiveWorld;
  readonly #control: Control;
  readonly #recorder: Recorder;
  readonly #traces: Tracing;
  readonly #store = new SeriesStore();
  readonly #scraper: Scraper;
  readonly #small: readonly SmallWorld[];
  readonly #alerts: Alerts;
  readonly #checks: Checks;
  readonly #instruments: Instruments;
  #harm: HarmPoint[] = [];
  #nextScrapeUs: SimTimeUs = 0;
  #harmOnly = false;

  constructor(scenario: Scenario, seed: Seed) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#world = createWorld(scenario, seed);
    const ids = new TraceIds(seed);
    this.#recorder = new Recorder(this.#world, scenario, ids);
    this.#control = new Control(this.#world, scenario, seed, this.#recorder);
    this.#small = this.#control.smallWorlds;
    this.#recorder.attach({
      podOf: (replica) => this.#control.podByReplica(replica),
      serialOf: (replica) => this.#control.serialOf(replica),
      podEnded: (pod) => removePod(this.#control, pod),
      revisionOf: (pod) => this.#control.state.services[pod.service]!.revisions[pod.revision]!,
    });
    this.#world.observer = this.#recorder;
    this.#traces = new Tracing(this.#world, scenario.observability.traces, ids, this.#recorder);
    this.#scraper = new Scraper(this.#world, this.#control, this.#store);
    const { scrape } = scenario.observability;
    this.#alerts = new Alerts(withGeneratedRules(scenario.rules, scenario.observability), scrape, scenario.startsAtMs);
    this.#checks = new Checks(this.#world);
    this.#instruments = new Instruments(this.#control, this.#store);
    this.#recorder.lines.lostRatioOf = (service) => lostLogRatio(this.#control, service);
    this.#layOutTimeline();
    adoptInitialPods(this.#control);
    this.runUntil(0);
  }

  /** Changes before the start are history; what has a fixed time is scheduled; the rest comes through `inject` and `applyChange`. */
  #layOutTimeline(): void {
    const timed = this.#scenario.timeline.flatMap(({ at, change, fault }) => {
      if (at === undefined || (change === undefined && fault === undefined)) return [];
      const atUs = storyTimeUs(at, this.#scenario.startsAtMs);
      return atUs === undefined ? [] : [{ atUs, change, fault }];
    });
    for (const { atUs, change } of timed.filter((event) => event.atUs < 0).sort((a, b) => a.atUs - b.atUs)) {
      if (change !== undefined) applyPastChange(this.#control, change, atUs);
    }
    for (const { atUs, change, fault } of timed) {
      if (atUs < 0) continue;
      if (change !== undefined) this.#control.schedule(atUs, { do: 'change', change });
      if (fault !== undefined) this.#control.schedule(atUs, { do: 'fault', fault });
    }
  }

  get nowUs(): SimTimeUs {
    return this.#world.nowUs;
  }

  get eventsHandled(): number {
    return this.#world.handled;
  }

  runUntil(atUs: SimTimeUs): void {
    assert(atUs >= this.nowUs, 'time never goes back', { nowUs: this.nowUs, atUs });
    for (;;) {
      let stopUs = Math.min(atUs, this.#control.nextUs(), this.#nextScrapeUs);
      for (const world of this.#small) stopUs = Math.min(stopUs, world.nextUs());
      this.#world.runUntil(stopUs);
      for (const world of this.#small) world.runUntil(stopUs);
      for (let action = this.#control.takeDue(stopUs); action !== undefined; action = this.#control.takeDue(stopUs)) {
        perform(this.#control, action);
        this.#world.runUntil(stopUs);
        for (const world of this.#small) world.runUntil(stopUs);
      }
      if (this.#nextScrapeUs === stopUs) this.#scrape(stopUs);
      if (stopUs === atUs) return;
    }
  }

  #scrape(atUs: SimTimeUs): void {
    if (!this.#harmOnly) this.#record(atUs);
    const { usersAffected, revenueLost, failedRequests, requests } = this.harm();
    this.#harm.push({ atUs, usersAffected, revenueLost, failedRequests, requests });
    this.#nextScrapeUs = atUs + this.#scenario.observability.scrape;
  }

  #record(atUs: SimTimeUs): void {
    this.#store.beginRow(this.#scenario.startsAtMs + atUs / 1_000);
    this.#recorder.watchPools();
    this.#scraper.scrape();
    this.#checks.scrape(this.#store);
    for (const world of this.#small) world.scrape((name, labels, value) => this.#write(name, labels, value));
    if (this.#small.length > 0) {
      // Services count their users themselves; this is everybody's harm.
      const { usersAffected, revenueLost } = this.harm();
      this.#write('incident_users_affected', {}, usersAffected);
      this.#write('incident_money_lost', {}, revenueLost);
    }
    this.#instruments.falsify();
    this.#alerts.evaluate(this.#store, atUs);
    this.#store.endRow();
  }

  #write(name: string, labels: Readonly<Record<string, string>>, value: number): void {
    const column = this.#store.denseColumn({ __name__: name, ...labels });
    this.#store.write(column.id, value);
  }

  recordHarmOnly(): void {
    this.#harmOnly = true;
    this.#world.tracing = undefined;
    this.#recorder.followPodsOnly();
  }

  nextEvaluationUs(): SimTimeUs {
    return this.#alerts.nextUs(this.nowUs);
  }

  execute(command: Command): Outcome {
    for (const world of this.#small) {
      const outcome = world.execute(command);
      if (outcome !== undefined) return outcome;
    }
    return execute(this.#control, command);
  }

  inject(fault: Fault): void {
    beginFault(this.#control, fault);
  }

  deploy(change: Change): void {
    applyChange(this.#control, change);
  }

  get series(): SampleSource {
    return this.#store.source;
  }

  logs(filter: LogFilter): LogPage {
    return this.#recorder.lines.search(filter);
  }

  logIndex(filter: LogFilter): LogIndex {
    return this.#recorder.lines.index(filter);
  }

  traces(filter: TraceFilter): TracePage {
    return this.#traces.search(filter);
  }

  traceSpans(traceId: string): readonly Span[] | undefined {
    return this.#traces.spansOf(traceId);
  }

  traceCounts(): TraceCounts {
    return this.#traces.counts;
  }

  exemplars(filter: { service: string; fromUs: SimTimeUs; toUs: SimTimeUs; limit: number }): readonly Exemplar[] {
    return this.#traces.exemplars(filter);
  }

  alerts(): readonly AlertInstance[] {
    return this.#alerts.history;
  }

  facts(): readonly WorldFact[] {
    return this.#recorder.facts;
  }

  deployments(): readonly DeploymentRecord[] {
    return this.#control.state.deployments;
  }

  configOf(service: string, version: string): Readonly<Record<string, string>> | undefined {
    const index = this.#world.plan.services.findIndex(({ name }) => name === service);
    const revision = this.#control.state.services[index]?.revisions.find((candidate) => candidate.version === version);
    return revision && Object.fromEntries(revision.config.map(([key, value]) => [key, String(value)]));
  }

  replicas(service: string): readonly ReplicaState[] {
    const { I, replicaBase, plan } = this.#world;
    const index = plan.services.findIndex(({ name }) => name === service);
    if (index < 0) return [];
    const { revisions } = this.#control.state.services[index]!;
    return podsOf(this.#control, index).map((pod) => ({
      pod: pod.name,
      node: this.#control.state.nodes[pod.node]?.name ?? '',
      version: revisions[pod.revision]!.version,
      status: pod.status,
      startedAtUs: pod.startedAtUs,
      inFlight: I[replicaBase + pod.replica + REPLICA.busy]!,
      queued: I[replicaBase + pod.replica + REPLICA.queued]!,
    }));
  }

  sessions(pool: string): readonly SessionRow[] {
    return sessionsOf(this.#world, pool);
  }

  clusterEvents(): readonly ClusterEvent[] {
    return this.#control.cluster.all;
  }

  nodes(): readonly NodeState[] {
    return nodesOf(this.#control);
  }

  checkResults(): readonly CheckResult[] {
    return this.#checks.visible();
  }

  gauges(): readonly ComponentGauge[] {
    const ofServices = gaugesOf(this.#world, this.#control, this.series, this.#nextScrapeUs - this.#scenario.observability.scrape);
    return this.#small.length === 0 ? ofServices : [...ofServices, ...this.#small.flatMap((world) => world.gauges())];
  }

  tables(): Readonly<Record<string, WorldTable>> {
    return Object.assign({}, ...this.#small.map((world) => world.tables()));
  }

  balances(): readonly Balance[] {
    return this.#small.flatMap((world) => world.balances());
  }

  harm(): Harm {
    return this.#small.reduce((harm, world) => addHarm(harm, world.harm()), harmOf(this.#world));
  }

  harmSeries(): readonly HarmPoint[] {
    return this.#harm;
  }

  flows(): readonly FlowSummary[] {
    return this.#world.flows();
  }

  snapshot(): EngineSnapshot {
    const snapshot: Snapshot = {
      atUs: this.nowUs,
      bytes: this.#world.save(),
      control: this.#control.save(),
      small: this.#small.map((world) => world.save()),
      series: this.#store.mark(),
      recorder: this.#recorder.mark(),
      traces: this.#traces.mark(),
      alerts: this.#alerts.mark(),
      checks: this.#checks.mark(),
      instruments: this.#instruments.mark(),
      cluster: this.#control.cluster.mark(),
      harm: this.#harm,
      harmCount: this.#harm.length,
      nextScrapeUs: this.#nextScrapeUs,
      harmOnly: this.#harmOnly,
    };
    return snapshot;
  }

  restore(snapshot: EngineSnapshot): void {
    assert(isOurs(snapshot), 'a snapshot of this engine or one of the same scenario and seed');
    assert(snapshot.harmOnly || !this.#harmOnly, 'what was not recorded cannot be restored');
    this.#world.restore(snapshot.bytes);
    this.#control.restore(snapshot.control);
    this.#small.forEach((world, index) => world.restore(snapshot.small[index]!));
    this.#store.restore(snapshot.series);
    this.#recorder.restore(snapshot.recorder);
    this.#traces.restore(snapshot.traces);
    this.#alerts.restore(snapshot.alerts);
    this.#checks.restore(snapshot.checks);
    this.#instruments.restore(snapshot.instruments);
    this.#control.cluster.restore(snapshot.cluster);
    this.#scraper.reset();
    this.#harm = snapshot.harm.slice(0, snapshot.harmCount);
    this.#nextScrapeUs = snapshot.nextScrapeUs;
    if (snapshot.harmOnly) this.recordHarmOnly();
  }

  fork(from: EngineSnapshot = this.snapshot()): SimulationEngine {
    const twin = new Simulation(this.#scenario, this.#seed);
    twin.restore(from);
    return twin;
  }

  hash(): string {
    const hash = hashInit(0x51);
    hashText(hash, this.#world.hash());
    hashText(hash, this.#control.save());
    for (const world of this.#small) hashText(hash, world.save());
    hashText(hash, this.#traces.hash());
    for (const digest of [this.#store.digest, ...this.#recorder.digests, this.#checks.digest, this.#control.cluster.digest]) {
      hashMix(hash, digest.a);
      hashMix(hash, digest.b);
    }
    return hashHex(hash);
  }
}

function isOurs(snapshot: EngineSnapshot): snapshot is Snapshot {
  return 'control' in snapshot && 'series' in snapshot;
}
