// Short ways to drive the small shop in tests.
import { Authority } from '../../src/authority/index.ts';
import type { DrillView, EntryDraft, LookResult, Outcome, Scenario, SimTimeUs } from '../../src/schema/index.ts';
import { smallScenario } from './worlds.ts';

export const S = 1_000_000;
export const MIN = 60 * S;

/** A draft without the types of one kind: tests also send what is wrong. */
export function draft(kind: string, args: unknown = {}, who: { actor?: string; role?: string } = {}): EntryDraft {
  return { kind, args, ...who } as EntryDraft;
}

export class Drill {
  readonly authority: Authority;

  constructor(scenario: Scenario = smallScenario(), seed = 'test-1') {
    this.authority = Authority.open(scenario, seed);
  }

  get view(): DrillView {
    return this.authority.view();
  }
  /** T+0 of this run. */
  get t0(): SimTimeUs {
    const { tPlusZeroUs } = this.authority;
    if (tPlusZeroUs === undefined) throw new Error('the run has not paged');
    return tPlusZeroUs;
  }

  at(atUs: SimTimeUs): this {
    this.authority.advanceTo(atUs);
    return this;
  }
  /** To the first page, then `afterUs` further. */
  paged(afterUs = 0): this {
    this.authority.advanceTo(this.authority.scenario.meta.length, () => this.authority.tPlusZeroUs !== undefined);
    return this.at(this.t0 + afterUs);
  }
  add(kind: string, args: unknown = {}, who: { actor?: string; role?: string } = {}): Outcome | undefined {
    return this.authority.append(draft(kind, args, who)).outcome;
  }
  look(kind: string, args: unknown = {}): LookResult {
    const { look } = this.authority.append(draft(`look.${kind}`, args));
    if (look === undefined) throw new Error(`look.${kind} shows nothing`);
    return look;
  }
  messages(channel?: string): string[] {
    return this.view.messages
      .filter((message) => channel === undefined || message.channel === channel)
      .map(({ from, text }) => `${from}: ${text}`);
  }
}
