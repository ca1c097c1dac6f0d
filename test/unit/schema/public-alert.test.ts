// Names within a public-alert network are checked when a scenario is read.
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../src/schema/index.ts';
import { ALERT_WORLD } from '../../support/alert-world.ts';

/** Issue codes of the small network with a change in its text. */
function codesWith(from: string, to: string): string[] {
  const world = ALERT_WORLD.replace(from, to).replace(/^/gm, '  ');
  const meta = 'meta: { title: Small, summary: A world for a test., startsAt: 2024-01-01T00:00:00Z, length: 1h, difficulty: 1 }';
  const loaded = loadScenario('alerts', { 'scenario.yaml': `version: 1\n${meta}\nworld:\n${world}` });
  return loaded.ok ? [] : loaded.issues.map(({ code }) => code);
}

describe('a public-alert network', () => {
  it('is read as it is written in tests', () => expect(codesWith('', '')).toEqual([]));
  it.each([
    ['channels: [wireless] }', 'channels: [wireles] }', 'scenario/unknown-channel'],
    ['from: [feed, governor-feed]', 'from: [feeds]', 'scenario/unknown-channel'],
    ['tells: { channel: governor-feed', 'tells: { channel: governor', 'scenario/unknown-channel'],
    ['areas: [south]', 'areas: [west]', 'scenario/unknown-area'],
    ['informedBy: [police]', 'informedBy: [polices]', 'scenario/unknown-party'],
    ['lines: 20, answering', 'ours: true, lines: 20, answering', 'scenario/two-own-lines'],
    ['lines: 6, answering: 1', 'lines: 6, answering: 5', 'scenario/too-few-hands'],
  ])('%s → %s is refused', (from, to, code) => expect(codesWith(from, to)).toContain(code));
});
