// Instruments that fail, lag and lie: after the scrape has written what is true, what is shown of the open row is falsified as the running
// faults say. The world and its counts stay as they are; rules and dashboards read what is shown.
import { hashInit, hashShare, hashText } from '../../math/index.ts';
import type { SimTimeUs } from '../../schema/index.ts';
import type { Control } from '../control/control.ts';
import { type FaultOf, runningOf } from '../faults/kind.ts';
import type { Column } from './series-block.ts';
import type { SeriesStore } from './series-store.ts';

type Falsified = FaultOf<'delaySeries'> | FaultOf<'freezeSeries'> | FaultOf<'scaleSeries'>;

/** What a delayed series would show without the delay: values of the last rows, the newest last. */
type Pending = Map<number, number[]>;
export interface InstrumentsMark {
  readonly pending: readonly (readonly [column: number, values: readonly number[]])[];
}

/** A share in [0, 1) that depends on nothing but these words: the same in every replay. */
function shareOf(...words: string[]): number {
  const hash = hashInit(0x10c5);
  for (const word of words) hashText(hash, `${word}/`);
  return hashShare(hash);
}

export class Instruments {
  readonly #control: Control;
  readonly #store: SeriesStore;
  #pending: Pending = new Map();

  constructor(control: Control, store: SeriesStore) {
    this.#control = control;
    this.#store = store;
  }

  /** Falsifies the open row. */
  falsify(): void {
    if (this.#control.state.faults.length === 0) return;
    const scaled = runningOf(this.#control, 'scaleSeries').map(({ fault }) => fault);
    const delayed = runningOf(this.#control, 'delaySeries').map(({ fault }) => fault);
    const frozen = runningOf(this.#control, 'freezeSeries').map(({ fault }) => fault);
    if (delayed.length === 0) this.#pending.clear();
    const falsified: Falsified[] = [...scaled, ...delayed, ...frozen];
    if (falsified.length > 0)
      for (const column of this.#store.written()) {
        if (!falsified.some((fault) => isMeant(fault, column))) continue;
        this.#falsifyOne(column, { scaled, delayed, frozen });
      }
    this.#failScrapes();
  }

  /** A wrong unit first, then the delay on its way; a stuck exporter goes on with what it showed last. */
  #falsifyOne(
    column: Column,
    faults: { scaled: FaultOf<'scaleSeries'>[]; delayed: FaultOf<'delaySeries'>[]; frozen: FaultOf<'freezeSeries'>[] },
  ): void {
    const store = this.#store;
    const { id } = column;
    const row = store.rows - 1;
    let value: number | undefined = store.shown(id, row);
    if (value === undefined) return;
    for (const fault of faults.scaled) if (isMeant(fault, column)) value *= fault.factor;
    const delay = faults.delayed.findLast((fault) => isMeant(fault, column));
    if (delay === undefined) this.#pending.delete(id);
    else value = this.#earlier(id, row, value, delay.by);
    if (faults.frozen.some((fault) => isMeant(fault, column))) value = store.shown(id, row - 1) ?? value;
    if (value === undefined) store.leaveOut(id);
    else store.write(id, value);
  }

  /** The value from `byUs` earlier, in whole scrapes; undefined when there was none. */
  #earlier(id: number, row: number, value: number, byUs: SimTimeUs): number | undefined {
    const rows = Math.max(1, Math.round(byUs / this.#control.scenario.observability.scrape));
    const values = this.#pending.get(id) ?? [];
    values.push(value);
    if (values.length > rows + 1) values.shift();
    this.#pending.set(id, values);
    return values.length > rows ? values[0] : this.#store.shown(id, row - rows);
  }

  /** A target that could not be scraped is down for the monitoring: `up` is 0 and nothing else is there. */
  #failScrapes(): void {
    const failing = runningOf(this.#control, 'failScrapes').map(({ fault }) => fault);
    if (failing.length === 0) return;
    const services = new Map(this.#control.state.pods.map((pod) => [pod.name, this.#control.world.plan.services[pod.service]!.name]));
    const verdicts = new Map<string, boolean>();
    const fails = (target: string, service: string | undefined): boolean => {
      const known = verdicts.get(target);
      if (known !== undefined) return known;
      const verdict = failing.some(
        ({ failScrapes, ratio }) =>
          (failScrapes === 'all' || failScrapes === service) &&
          (ratio >= 1 || shareOf(this.#control.seed, 'scrape', target, String(this.#store.rows)) < ratio),
      );
      verdicts.set(target, verdict);
      return verdict;
    };
    for (const { id, name, labels } of this.#store.written()) {
      const pod = labels['pod'];
      if (!fails(pod ?? '', pod === undefined ? undefined : services.get(pod))) continue;
      if (name === 'up') this.#store.write(id, 0);
      else this.#store.leaveOut(id);
    }
  }

  mark(): InstrumentsMark {
    return { pending: [...this.#pending].map(([column, values]) => [column, values.slice()]) };
  }
  restore(mark: InstrumentsMark): void {
    this.#pending = new Map(mark.pending.map(([column, values]) => [column, values.slice()]));
  }
}

function isMeant(fault: Falsified, { name, labels }: Column): boolean {
  const wanted = 'delaySeries' in fault ? fault.delaySeries : 'freezeSeries' in fault ? fault.freezeSeries : fault.scaleSeries;
  const named = wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
  return named && Object.entries(fault.labels).every(([label, value]) => labels[label] === value);
}
