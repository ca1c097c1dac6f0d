// The scrape: at every multiple of the interval, counts of the world become one row of series. A process appears at the first scrape after it is
// ready and ends with a staleness mark at the first after it is gone; `up` and `deployment_info` follow the pod from its start to its end.
import type { Control } from '../control/control.ts';
import type { Pod } from '../control/state.ts';
import { type LiveWorld, SERVICE } from '../world/index.ts';
import { componentReading, processReading } from './catalogue.ts';
import { Reading } from './reading.ts';
import type { SeriesStore } from './series-store.ts';

/** Success lines a process may log until the next scrape: healthy systems write logs too, but not one per request. */
const ACCESS_LINES_PER_SCRAPE = 1;

interface PodReadings {
  /** Runs on the word `UP[0]`. */
  pod: Reading;
  process: Reading | undefined;
}
/** A value that is worked out rather than read. */
interface Gauge {
  column: number;
  value(): number;
}

const UP = new Int32Array(1);
const NO_DOUBLES = new Float64Array(0);

export class Scraper {
  readonly #world: LiveWorld;
  readonly #control: Control;
  readonly #store: SeriesStore;
  #components: Reading | undefined;
  #waits: Gauge[] = [];
  #nodes: Gauge[] = [];
  #services: (Gauge[] | undefined)[] = [];
  #pods = new Map<number, PodReadings>();

  constructor(world: LiveWorld, control: Control, store: SeriesStore) {
    this.#world = world;
    this.#control = control;
    this.#store = store;
  }

  /** Forgets which columns belong to what; the next scrape finds them again. For when the store took other records. */
  reset(): void {
    this.#components = undefined;
    this.#waits = [];
    this.#nodes = [];
    this.#services = [];
    this.#pods.clear();
  }

  /** Writes the open row. */
  scrape(): void {
    const { I, F } = this.#world;
    this.#endGone();
    if (this.#components === undefined) this.#attachComponents();
    this.#components!.run(this.#store, I, F, 0);
    for (const gauge of this.#nodes) this.#store.write(gauge.column, gauge.value());
    for (const gauge of this.#waits) this.#store.write(gauge.column, gauge.value());
    for (const gauges of this.#services) for (const gauge of gauges ?? []) this.#store.write(gauge.column, gauge.value());
    for (const pod of this.#control.state.pods) if (pod.node >= 0) this.#scrapePod(pod);
  }

  #attachComponents(): void {
    const world = this.#world;
    const store = this.#store;
    this.#components = componentReading(world).attach(store);
    this.#waits = world.plan.pools.map(({ name: pool, index }) => ({
      column: store.denseColumn({ __name__: 'db_client_connection_wait_time_max_seconds', pool }).id,
      value: () => world.longestWaitUs(index) / 1e6,
    }));
    this.#nodes = this.#control.state.nodes.map(({ name: node }, index) => ({
      column: store.denseColumn({ __name__: 'kube_node_spec_unschedulable', node }).id,
      value: () => (this.#control.state.nodes[index]!.schedulable ? 0 : 1),
    }));
    this.#services = world.plan.services.map(({ name: service, index, offset }) => {
      if (this.#control.state.services[index]!.deleted) {
        this.#endService(service);
        return undefined;
      }
      return [
        {
          column: store.denseColumn({ __name__: 'kube_deployment_replicas', service }).id,
          value: () => this.#control.state.services[index]!.desired,
        },
        {
          column: store.denseColumn({ __name__: 'kube_deployment_replicas_ready', service }).id,
          value: () => world.I[offset + SERVICE.ready]!,
        },
      ];
    });
  }

  #endGone(): void {
    const { state } = this.#control;
    if (state.gone.length > 0) {
      const names = new Set(state.gone);
      this.#store.endColumns((labels) => labels['pod'] !== undefined && names.has(labels['pod']));
      state.gone = [];
      const alive = new Set(state.pods.map((pod) => pod.serial));
      for (const serial of this.#pods.keys()) if (!alive.has(serial)) this.#pods.delete(serial);
    }
    for (const { index, name } of this.#world.plan.services) {
      if (!state.services[index]!.deleted || this.#services[index] === undefined) continue;
      this.#services[index] = undefined;
      this.#endService(name);
    }
  }

  #endService(service: string): void {
    this.#store.endColumns((labels) => labels['service'] === service && labels['pod'] === undefined);
  }

  #scrapePod(pod: Pod): void {
    const world = this.#world;
    const store = this.#store;
    const service = world.plan.services[pod.service]!;
    let readings = this.#pods.get(pod.serial);
    if (readings === undefined) {
      const own = { service: service.name, pod: pod.name };
      const { version } = this.#control.state.services[pod.service]!.revisions[pod.revision]!;
      const node = this.#control.state.nodes[pod.node]!.name;
      readings = {
        pod: new Reading()
          .word(0, { __name__: 'up', ...own })
          .constant(1, { __name__: 'deployment_info', ...own, version })
          .constant(1, { __name__: 'kube_pod_info', ...own, node })
          .attach(store),
        process: undefined,
      };
      this.#pods.set(pod.serial, readings);
    }
    const serves = pod.status === 'ready' || pod.status === 'stopping';
    UP[0] = serves ? 1 : 0;
    readings.pod.run(store, UP, NO_DOUBLES, 0);
    if (!serves) return;
    readings.process ??= processReading(
      world,
      service,
      pod.name,
      (this.#control.scenario.startsAtMs + pod.startedAtUs / 1_000) / 1_000,
    ).attach(store);
    readings.process.run(store, world.I, world.F, world.replicaBase + pod.replica);
    world.allowSuccessLines(pod.replica, ACCESS_LINES_PER_SCRAPE);
  }
}
