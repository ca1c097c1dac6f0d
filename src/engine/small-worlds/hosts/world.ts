// The hosts world: machines with directories, a database whose writes never stop by themselves, its log and replica, backups that may be empty.
// Model: PostgreSQL 9.6 manual, chapters 25 to 27 (base backups wait for a checkpoint; the log is recycled after wal_keep_segments; a standby that
// needs a recycled segment has to be copied anew). Deletion is bound by unlinks, not by bytes; copies by the slowest of two disks and a link.
import { assert, type Command, canonicalJson, type Fault, type Harm, type Outcome, type SimTimeUs } from '../../../schema/index.ts';
import type { Balance, SmallWorld, SmallWorldSetting, WriteSample } from '../small-world.ts';
import { balancesOf } from './balances.ts';
import { emptyReplica, execute } from './commands.ts';
import { checkpoint, finishJob, type Hands } from './jobs.ts';
import { gaugesOf, scrapeHosts } from './series.ts';
import { harmed, loseFollower, turn, turnLog, visitsAt, writeRows } from './service.ts';
import { HISTORY_US, type HostsState, initialState, rememberRows, type Scheduled, schedule } from './state.ts';
import { tablesOf } from './tables.ts';

export function createHosts({ scenario, seed, report }: SmallWorldSetting): SmallWorld | undefined {
  const { hosts } = scenario.world;
  if (hosts === undefined) return undefined;
  const hands: Hands = { scenario, hosts, state: initialState(hosts, seed), report };
  schedule(hands.state, hosts.database.checkpoint.first, 'checkpoint', 0);
  schedule(hands.state, hands.state.nowUs, 'history', 0);
  const world = new HostsWorld(hands);
  world.runUntil(0);
  return world;
}

class HostsWorld implements SmallWorld {
  readonly #hands: Hands;

  constructor(hands: Hands) {
    this.#hands = hands;
  }

  nextUs(): SimTimeUs {
    return this.#hands.state.scheduled[0]?.atUs ?? Infinity;
  }

  runUntil(atUs: SimTimeUs): void {
    const { state, hosts } = this.#hands;
    assert(atUs >= state.nowUs, 'time never goes back', { nowUs: state.nowUs, atUs });
    for (let due = state.scheduled[0]; due !== undefined && due.atUs <= atUs; due = state.scheduled[0]) {
      state.scheduled.shift();
      writeRows(hosts, state, due.atUs);
      state.nowUs = due.atUs;
      this.#happens(due.does, due.id);
    }
    writeRows(hosts, state, atUs);
    state.nowUs = atUs;
  }

  #happens(does: Scheduled['does'], id: number): void {
    const hands = this.#hands;
    const { state, hosts, report } = hands;
    if (does === 'job') finishJob(hands, id);
    if (does === 'checkpoint') {
      schedule(state, state.nowUs + hosts.database.checkpoint.every, 'checkpoint', 0);
      checkpoint(hands);
    }
    if (does === 'history') {
      schedule(state, state.nowUs + HISTORY_US, 'history', 0);
      rememberRows(state);
    }
    if (does === 'recycled' && id === state.wal.turn && state.follower !== undefined) {
      report(state.follower, 'the log it needs is recycled; it cannot catch up');
      loseFollower(hosts, state);
    }
  }

  execute(command: Command): Outcome | undefined {
    return execute(this.#hands, command);
  }

  inject(fault: Fault): boolean {
    if (!('hosts' in fault)) return false;
    const { state, hosts, report } = this.#hands;
    if (fault.hosts === 'emptied') {
      emptyReplica(this.#hands, fault.machine ?? '');
      return true;
    }
    state.load = fault.factor;
    report(state.serving, `the log grows ${fault.factor} times as fast as usual`);
    turn(hosts, state);
    turnLog(hosts, state, state.wal.bytesPerS);
    return true;
  }

  scrape(write: WriteSample): void {
    scrapeHosts(this.#hands, write);
  }

  harm(): Harm {
    const { state, hosts } = this.#hands;
    const { asked, failed } = visitsAt(hosts, state, state.nowUs);
    const { people, minutes } = harmed(hosts, failed);
    return {
      usersAffected: people,
      userMinutes: minutes,
      failedRequests: Math.floor(failed),
      requests: Math.floor(asked),
      revenueLost: 0,
      revenueEarned: 0,
      currency: 'USD',
    };
  }

  gauges() {
    return gaugesOf(this.#hands);
  }

  tables() {
    return tablesOf(this.#hands);
  }

  balances(): readonly Balance[] {
    return balancesOf(this.#hands);
  }

  save(): string {
    return canonicalJson(this.#hands.state);
  }

  restore(text: string): void {
    this.#hands.state = JSON.parse(text) as HostsState;
  }
}
