// Scripts: story times against the run's own T+0, readings, references, and what cannot be resolved.
import { describe, expect, it } from 'vitest';
import { playScript } from '../../../src/authority/index.ts';
import { parseScript, type Script } from '../../../src/schema/index.ts';
import { MIN, S } from '../../support/drills.ts';
import { SMALL_FILES, smallScenario } from '../../support/worlds.ts';

function script(entries: string, more = ''): Script {
  const parsed = parseScript(`version: 1\ntitle: Test\n${more}\nentries:\n${entries}`, 'journals/test.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

describe('playScript', () => {
  it('plays the reference: times from T+0, an act, a reading and a reference', () => {
    const parsed = parseScript(SMALL_FILES['journals/reference.yaml']!, 'journals/reference.yaml');
    if (!parsed.ok) throw new Error('the reference does not parse');
    const { authority, problems } = playScript(smallScenario(), 's', parsed.value);
    expect(problems).toEqual([]);
    const t0 = authority.tPlusZeroUs!;
    expect(authority.journal.map(({ seq, atUs, kind }) => [seq, (atUs - t0) / S, kind])).toEqual([
      [1, 10, 'alert.acknowledge'],
      [2, 20, 'look.diff'],
      [3, 30, 'hypothesis.set'],
      [4, 35, 'hypothesis.pin'],
      [5, 40, 'command.rollback'],
      [6, 90, 'comms.status-update'],
      [7, 240, 'incident.resolve'],
    ]);
    const pin = authority.journal[3]!;
    expect(pin.kind === 'hypothesis.pin' && pin.args.look).toBe(2);
    const update = authority.journal[5]!;
    expect(update.kind === 'comms.status-update' && update.args.impact.errorRatio).toBeGreaterThan(0);
    expect([...authority.outcomes.values()].map(({ status }) => status)).toEqual(['done', 'done']);
    expect(authority.nowUs).toBe(15 * MIN);
    expect(authority.seek(t0 + 241 * S).phase).toBe('resolved');
    expect(authority.view().phase).toBe('review');
  });

  it('orders by time and then by the file, and mixes all three ways of telling time', () => {
    const { authority, problems } = playScript(
      smallScenario(),
      's',
      script(`
  - { at: T+1m, kind: note.timeline, args: { text: d } }
  - { at: "10:01", kind: note.timeline, args: { text: b } }
  - { at: +1m, kind: note.timeline, args: { text: c } }
  - { at: +30s, kind: note.timeline, args: { text: a }, actor: scribe, role: scribe }`),
      { untilUs: 6 * MIN },
    );
    expect(problems).toEqual([]);
    expect(authority.journal.map((entry) => [entry.kind === 'note.timeline' && entry.args.text, entry.actor])).toEqual([
      ['a', 'scribe'],
      ['b', 'trainee'],
      ['c', 'trainee'],
      ['d', 'trainee'],
    ]);
    expect(authority.nowUs).toBe(6 * MIN);
  });

  it('ends when the script says so', () => {
    const { authority } = playScript(smallScenario(), 's', script('  - { at: T+10s, look: deployments }', 'ends: T+30s'));
    expect(authority.nowUs).toBe(authority.tPlusZeroUs! + 30 * S);
  });

  it('reports every entry that could not be resolved, and plays the rest', () => {
    const { authority, problems } = playScript(
      smallScenario(),
      's',
      script(`
  - { at: +60s, look: deployments, id: late }
  - { at: +30s, kind: hypothesis.pin, args: { cause: { component: bank, kind: down }, look: "#late", supports: for } }
  - { at: +40s, kind: note.fact, args: { text: "= nothing_here", status: known } }
  - { at: +50s, kind: note.fact, args: { text: "= sum(up)", status: known } }
  - { at: +20m, look: deployments }`),
    );
    expect(authority.journal.map(({ kind }) => kind)).toEqual(['look.deployments']);
    expect(problems).toEqual([
      expect.stringMatching(/^entry 2 .*#late/),
      expect.stringMatching(/^entry 3 .*nothing_here.*no value/),
      expect.stringMatching(/^entry 4 .*args\.text/),
      expect.stringMatching(/^entry 5 .*ends before/),
    ]);
  });

  it('says that T+0 never came', () => {
    const calm = smallScenario({ 'sets: { bank_timeout: 20ms }, ': '' });
    const { authority, problems } = playScript(calm, 's', script('  - { at: T+10s, look: deployments }'));
    expect(authority.tPlusZeroUs).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(/never paged/)]);
  });
});
