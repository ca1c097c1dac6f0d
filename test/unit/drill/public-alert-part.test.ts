// The public-alert world on the map and in the list of commands.
import { describe, expect, it } from 'vitest';
import { publicAlertPart } from '../../../src/drill/small-worlds/public-alert.ts';
import { createEngine } from '../../../src/engine/index.ts';
import type { CommandKindName, TraceReader } from '../../../src/schema/index.ts';
import { alertScenario } from '../../support/alert-world.ts';

const scenario = alertScenario();
const part = publicAlertPart(scenario);
const trace: TraceReader = createEngine(scenario, 'map');
const labels = (kind: CommandKindName): string[] => part?.targets(kind, trace).map(({ label }) => label) ?? [];

describe('the map', () => {
  it('leads from the warning point over channels to people and on to the telephones', () => {
    expect(part?.edges).toEqual(
      expect.arrayContaining([
        { from: 'warning-point', to: 'alert-console' },
        { from: 'alert-console', to: 'wireless' },
        { from: 'wireless', to: 'users' },
        { from: 'users', to: 'emergency' },
        { from: 'users', to: 'north' },
        { from: 'loudspeakers', to: 'south' },
        { from: 'feed', to: 'press' },
      ]),
    );
    const known = new Set(['users', ...(part?.nodes.map(({ id }) => id) ?? [])]);
    expect(part?.edges.flatMap(({ from, to }) => [from, to]).filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('commands', () => {
  it('that the console gives have no target here', () => {
    expect([labels('command.send-alert'), labels('command.cancel-alert')]).toEqual([[], []]);
  });
  it('are offered where they belong', () => {
    expect(labels('command.send-correction')).toEqual(['Wireless alert']);
    expect(labels('command.post-statement')).toEqual(['The agency’s feed']);
    expect(labels('command.ask-authority')).toEqual(['Shift supervisor', 'Federal agency']);
    expect(labels('command.tell-party')).toContain('Police');
    expect(labels('command.staff-phones')).toEqual(['Agency']);
  });
  it('are those of no other world', () => {
    expect(labels('command.rollback')).toEqual([]);
    expect(publicAlertPart({ ...scenario, world: { ...scenario.world, publicAlert: undefined } })).toBeUndefined();
  });
});
