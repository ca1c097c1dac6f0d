// Consoles in a run: entries of people, commands as deeds, slips of colleagues, routine work, prompts; and that a run with them is as exact as any other.
import { describe, expect, it } from 'vitest';
import { Authority, comparisonRuns, playScript, replay, runFork, SeedForks, scoreRun } from '../../../src/authority/index.ts';
import { habituated } from '../../../src/authority/slips.ts';
import { type ForkEdit, parseScript, type Scenario } from '../../../src/schema/index.ts';
import { consoleScenario } from '../../support/console-world.ts';
import { Drill, MIN, S } from '../../support/drills.ts';

const drill = (variant: 'safe' | 'dangerous' = 'dangerous', more: Record<string, string> = {}, seed = 'test-1'): Drill => {
  const run = new Drill(consoleScenario(more), seed);
  run.add('drill.begin', { level: 'expert', timed: true, consoles: variant });
  return run;
};
const enter = (run: Drill, service: string, replicas: string) => {
  run.add('console.fill', { console: 'fleet', values: { service, replicas } });
  return run.add('console.submit', { console: 'fleet', action: 'apply' });
};
const answer = (run: Drill, safeguard: string, given: string) => run.add('console.answer', { console: 'fleet', safeguard, answer: given });
const desk = (run: Drill, id = 'fleet') => run.view.consoles.find((each) => each.id === id)!;
const commands = (run: Drill) => run.view.timeline.filter(({ kind }) => kind.startsWith('command.'));

const SCRIPT = `version: 1
title: Console
entries:
  - { at: +0s, kind: drill.begin, args: { level: expert, timed: true, consoles: safe } }
  - { at: +40s, console: fleet, action: apply, fills: { service: web, replicas: "3" }, id: web }
  - { at: +3m, console: fleet, action: apply, fills: { service: payments, replicas: "= vector(1)" }, stops: effect }
  - { at: +4m, console: shell, line: pods }
  - { at: T+2m, console: fleet, action: apply, fills: { service: payments, replicas: "6" }, id: more }
  - { at: T+3m, kind: console.undo, args: { console: fleet, attempt: "#more" } }
`;
const played = (scenario: Scenario, text = SCRIPT, seed = 'test-1') => {
  const script = parseScript(text, 'journals/test.yaml', scenario);
  if (!script.ok) throw new Error(JSON.stringify(script.issues, undefined, 1));
  return playScript(scenario, seed, script.value, { untilUs: 12 * MIN });
};

describe('C1 a command is given through the safeguards of its console', () => {
  it('without a question at once, as a deed of the press', () => {
    const run = drill().at(10 * S);
    expect(enter(run, 'web', '4')).toMatchObject({ status: 'done', text: expect.stringMatching(/^Sent: scale web 4/) });
    expect(commands(run)).toMatchObject([{ seq: 3, actor: 'trainee', text: 'scale web 4', outcome: { status: 'done' } }]);
    expect(run.authority.trace.replicas('web').length).toBe(4);
    expect(desk(run).attempts).toMatchObject([{ number: 1, by: 'you', status: 'sent', command: 'scale web 4' }]);
  });

  it('in the safe variant through a confirmation, a second person and a countdown, and it can be undone', () => {
    const run = drill('safe').at(10 * S);
    expect(enter(run, 'web', '4')).toMatchObject({ status: 'done', text: expect.stringMatching(/^Asked: What happens/) });
    expect(desk(run).attempt?.prompt).toMatchObject({ safeguard: 'effect', figures: [{ label: 'Pods now', text: '5' }, { text: '4' }] });
    run.at(12 * S);
    expect(answer(run, 'effect', 'proceed')).toMatchObject({ text: expect.stringMatching(/Boss has to agree/) });
    run.at(32 * S);
    expect(desk(run).attempt?.prompt).toMatchObject({ safeguard: 'pause', untilUs: 42 * S });
    expect(run.authority.trace.replicas('web').length).toBe(2);
    run.at(42 * S);
    expect(run.authority.trace.replicas('web').length).toBe(4);
    expect(commands(run)).toMatchObject([{ seq: 3, atUs: 42 * S, text: 'scale web 4' }]);
    expect(run.add('console.undo', { console: 'fleet', attempt: 1 })).toMatchObject({ text: 'Undone: scale web 4' });
    expect(commands(run)).toMatchObject([{ seq: 3 }, { seq: 5, text: 'scale web 3' }]);
    expect(desk(run).attempts[0]?.status).toBe('undone');
  });

  it('and nowhere else: not as a bare command, not in the terminal', () => {
    const run = drill();
    expect(run.add('command.scale', { service: 'web', replicas: 4 })).toMatchObject({
      status: 'refused',
      code: 'drill/console',
      reason: expect.stringContaining('Fleet'),
    });
    expect(run.add('command.restart', { target: 'web' })).toMatchObject({ status: 'done' });
  });

  it('a person who is asked to carry it out sits at the console themselves', () => {
    const run = drill('safe', { 'boss: { name: Boss,': 'boss: { name: Boss, does: [ { do: "scale *" } ],' });
    run.add('people.delegate', { person: 'boss', task: 'scale web 4' });
    run.at(1 * MIN);
    expect(run.authority.deeds).toMatchObject([{ entry: { actor: 'Boss' }, outcome: { status: 'done' } }]);
  });

  it('through guards, with the outcome of whoever refused it', () => {
    const guarded = drill('dangerous', { 'consoles:\n': 'guards: [ { do: "scale web *", asks: refuses, says: Not web. } ]\nconsoles:\n' });
    expect(enter(guarded, 'web', '4')).toMatchObject({ status: 'done', text: 'Sent, and refused: Not web.' });
    expect(commands(guarded)).toMatchObject([{ outcome: { code: 'drill/guard' } }]);
    expect(guarded.authority.trace.replicas('web').length).toBe(2);
  });

  it('what makes no sense is refused with a reason and changes nothing', () => {
    const run = drill();
    expect(run.add('console.submit', { console: 'fleet', action: 'fly' })).toMatchObject({ code: 'console/unknown-action' });
    expect(run.add('console.fill', { console: 'flet', values: {} })).toMatchObject({ code: 'console/unknown-console' });
    expect(new Drill().add('console.fill', { console: 'fleet', values: {} })).toMatchObject({ code: 'console/none' });
  });
});

describe('C4 what opens mitigation', () => {
  it('nothing before T+0, no routine work and no slip; anything else after it', () => {
    const run = drill('dangerous', { '+100s, again': '+14m, again' }).at(10 * S);
    enter(run, 'web', '4');
    expect(run.view.phase).toBe('detection');
    run.paged(1 * S);
    enter(run, 'payments', '1');
    answer(run, 'odd', 'proceed');
    expect(run.authority.attempts.at(-1)).toMatchObject({ slip: 'too-few', status: 'sent' });
    expect(run.view.phase).toBe('detection');
    run.at(8 * MIN);
    enter(run, 'payments', '4');
    expect(run.view.routine.at(-1)).toMatchObject({ name: 'more-payments', doneAtUs: 8 * MIN });
    expect(run.view.phase).toBe('detection');
    enter(run, 'payments', '5');
    expect(run.view.phase).toBe('mitigation');
  });

  it('and what counts as an act for the score', () => {
    const run = drill('dangerous', { '+100s, again': '+14m, again' }).at(10 * S);
    enter(run, 'web', '4');
    run.paged(1 * S);
    expect(scoreRun(run.authority, []).measures).toMatchObject({ blindActions: 0, timeToFirstActionUs: undefined });
    enter(run, 'payments', '5');
    expect(scoreRun(run.authority, []).measures).toMatchObject({ blindActions: 1, timeToFirstActionUs: 1 * S });
  });
});

describe('C5 routine work', () => {
  it('is handed over at its time and done by what was sent with its values, late or not', () => {
    const run = drill().at(29 * S);
    expect(run.view.routine).toEqual([]);
    run.at(30 * S);
    expect(run.view.routine).toMatchObject([{ name: 'more-web', byUs: 90 * S, doneAtUs: undefined }]);
    enter(run, 'web', '2');
    expect(run.view.routine[0]?.doneAtUs).toBeUndefined();
    run.at(95 * S);
    enter(run, 'web', ' 3');
    expect(run.view.routine[0]?.doneAtUs).toBe(95 * S);
  });
});

describe('C6 slips of colleagues', () => {
  it('happen on the dangerous console sooner or later, tried again after they were caught', () => {
    let tries = 0;
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const run = drill('dangerous', {}, seed).at(10 * MIN);
      const { attempts } = run.authority;
      expect(attempts.at(-1)).toMatchObject({ by: 'bank-contact', status: 'sent', slip: 'too-few', outcome: { status: 'done' } });
      expect(attempts.slice(0, -1).every(({ stoppedBy, outcome }) => stoppedBy === 'odd' || outcome?.status === 'refused')).toBe(true);
      expect(run.authority.deeds.filter(({ outcome }) => outcome.status === 'done')).toMatchObject([
        { entry: { seq: 0, actor: 'Bank contact', args: { service: 'payments', replicas: 1 } }, apart: true },
      ]);
      // Nobody tells the trainee.
      expect(commands(run)).toEqual([]);
      expect(desk(run).attempts).toEqual([]);
      tries += attempts.length;
    }
    expect(tries).toBeGreaterThan(6);
  });

  it('stay caught on the safe console, and the layer is known; the trail shows them', () => {
    const layers = new Set<string | undefined>();
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const run = drill('safe', {}, seed).at(10 * MIN);
      expect(run.authority.attempts).toMatchObject([{ by: 'bank-contact', status: 'stopped', slip: 'too-few' }]);
      expect(commands(run)).toEqual([]);
      expect(desk(run).attempts).toMatchObject([{ by: 'bank-contact', status: 'stopped' }]);
      layers.add(run.authority.attempts[0]?.stoppedBy);
    }
    expect([...layers].sort()).toEqual(['effect', 'second']);
  });

  it('do not happen once the trainee has made them', () => {
    const run = drill().at(50 * S);
    enter(run, 'payments', '1');
    answer(run, 'odd', 'proceed');
    run.at(10 * MIN);
    expect(run.authority.attempts).toMatchObject([{ by: 'trainee', slip: 'too-few' }]);
  });

  it('are noticed less by who has dismissed the same words before', () => {
    expect(habituated(0)).toBe(1);
    expect(habituated(45)).toBeCloseTo(0.65 / 0.87, 12);
    expect(habituated(500)).toBeLessThan(habituated(45));
    const caughtWith = (harmless: string): number =>
      Array.from({ length: 8 }, (_, index) =>
        drill(
          'dangerous',
          {
            'holds: "vector({replicas}) < 2" }': `holds: "vector({replicas}) < 2", harmless: ${harmless} }`,
            'notices: { warning: 50 %': 'notices: { warning: 90 %',
          },
          `h${index}`,
        ).at(4 * MIN),
      ).reduce((sum, run) => sum + run.authority.attempts.filter(({ status }) => status === 'stopped').length, 0);
    expect(caughtWith('100 %')).toBeLessThan(caughtWith('0 %'));
  });

  it('made because they are believed to be right are stopped by facts or other people only', () => {
    const run = drill('safe', {
      'by: bank-contact': 'by: bank-contact, intends: true',
      'confirmation: 50 % }': 'confirmation: 0 %, countdown: 100 % }',
    }).at(6 * MIN);
    expect(run.authority.attempts).toMatchObject([{ stoppedBy: 'second' }]);
  });
});

describe('C7 prompts', () => {
  it('print looks, set fields, and begin attempts; a look of theirs can be pinned', () => {
    const run = drill().at(10 * S);
    const line = (text: string) => run.add('console.line', { console: 'shell', line: text });
    expect(line('pods')).toMatchObject({ status: 'done', text: expect.stringMatching(/\b5$/) });
    expect(line('read overview')).toMatchObject({ text: expect.stringContaining('shop') });
    expect(line('read late-notes')).toMatchObject({ text: expect.stringContaining('no document') });
    expect(line('dance')).toMatchObject({ text: 'dance: command not found' });
    line('use payments');
    expect(desk(run, 'shell').prompt).toBe('payments$');
    line('scale 5');
    expect(commands(run)).toMatchObject([{ text: 'scale payments 5' }]);
    expect(
      desk(run, 'shell')
        .screen.map(({ prompt }) => prompt)
        .at(-1),
    ).toBe('payments$');
    const pin = (look: number) =>
      run.add('hypothesis.pin', { cause: { component: 'payments', kind: 'configuration' }, look, supports: 'for', note: '' });
    expect(pin(2)?.status).not.toBe('refused');
    expect(pin(4)).toMatchObject({ code: 'drill/unknown-look' });
  });
});

describe('C8 scripts', () => {
  it('answer honestly at later instants, go back where told, and undo by the name of the press', () => {
    const scenario = consoleScenario();
    const { authority, problems } = played(scenario);
    expect(problems).toEqual([]);
    const own = authority.attempts.filter(({ by }) => by === 'trainee');
    expect(own.map(({ status, stoppedBy, command }) => [status, stoppedBy, command])).toEqual([
      ['sent', undefined, 'scale web 3'],
      ['stopped', 'effect', 'scale payments 1'],
      ['undone', undefined, 'scale payments 6'],
    ]);
    expect(own[0]!.endedAtUs! - own[0]!.startedAtUs).toBeGreaterThan(30 * S);
    expect(authority.journal.filter(({ kind }) => kind === 'console.answer')).toHaveLength(3);
  });

  it('say what stopped them, and what the run’s end left open', () => {
    const { problems } = played(
      consoleScenario({ 'denies: "vector({replicas}) < 2"': 'denies: "vector(1)"' }),
      `version: 1
title: Console
entries:
  - { at: +0s, kind: drill.begin, args: { level: expert, timed: true, consoles: safe } }
  - { at: +40s, console: fleet, action: apply, fills: { service: web, replicas: "3" } }
  - { at: +5m, console: fleet, action: apply, fills: { replicas: "1" }, stops: undo }
  - { at: 10:11:59, console: fleet, action: apply, fills: { service: web, replicas: "3" } }
`,
    );
    expect(problems).toEqual([
      expect.stringMatching(/^entry 2 \(\+40s\): stopped by “second”: denied by Boss/),
      expect.stringMatching(/^entry 3 .*stopped by “second”/),
      expect.stringMatching(/^entry 4 .*still being answered/),
    ]);
  });
});

describe('C9 exactness', () => {
  it('replays, slices, seeks and forks agree to the last byte; the variant and every attempt are in the hash', () => {
    const scenario = consoleScenario();
    const { authority } = played(scenario);
    const endUs = authority.nowUs;
    expect(replay(scenario, 'test-1', authority.journal, endUs).hash()).toBe(authority.hash());
    const sliced = Authority.open(scenario, 'test-1');
    for (const entry of authority.journal) {
      for (let atUs = sliced.nowUs; atUs < entry.atUs; atUs += 7 * S) sliced.advanceTo(Math.min(entry.atUs, atUs));
      sliced.advanceTo(entry.atUs);
      sliced.append(entry);
      sliced.view();
    }
    sliced.advanceTo(endUs);
    expect(sliced.hash()).toBe(authority.hash());
    for (const atUs of [65 * S, 101 * S, 6 * MIN]) {
      const early = Authority.open(scenario, 'test-1');
      for (const entry of authority.journal.filter((each) => each.atUs <= atUs)) {
        early.advanceTo(entry.atUs);
        early.append(entry);
      }
      early.advanceTo(atUs);
      expect(authority.seek(atUs)).toEqual(early.view());
    }
    const other = authority.journal.map((entry) =>
      entry.kind === 'drill.begin' ? { ...entry, args: { ...entry.args, consoles: 'dangerous' as const } } : entry,
    );
    expect(replay(scenario, 'test-1', other, 20 * S).hash()).not.toBe(replay(scenario, 'test-1', authority.journal, 20 * S).hash());
  });

  it('forks that share a past give the harm of whole runs', () => {
    const scenario = consoleScenario();
    for (const consoles of ['safe', 'dangerous'] as const) {
      const { authority } = played(scenario, SCRIPT.replace('consoles: safe', `consoles: ${consoles}`).replace(', stops: effect', ''));
      const { journal } = authority;
      const submits = journal.filter(({ kind }) => kind === 'console.submit').map(({ seq }) => seq);
      const edits: ForkEdit[] = [
        { kind: 'without', seq: submits[0]! },
        { kind: 'shift', seq: submits.at(-1)!, byUs: -60 * S },
      ];
      const forks = new SeedForks(scenario, 'other', journal);
      const untilUs = 7 * MIN;
      for (const edit of edits) {
        const { own, fork } = forks.run(edit, untilUs, true);
        const whole = runFork(scenario, 'other', journal, edit, untilUs);
        expect(fork.curve.usersAffected).toEqual(whole.authority.trace.harmSeries().map(({ usersAffected }) => usersAffected));
        expect(own!.usersAffected).toEqual(
          replay(scenario, 'other', journal, untilUs)
            .trace.harmSeries()
            .map(({ usersAffected }) => usersAffected),
        );
      }
    }
  });

  it('runs to compare with are played on the same consoles, the reference of the safe ones where there is one', () => {
    const scenario = consoleScenario();
    const untilUs = 4 * MIN;
    const begin = (consoles: 'safe' | 'dangerous') => {
      const run = drill(consoles);
      return { journal: run.authority.journal, idle: run.at(untilUs).authority.trace.harm() };
    };
    for (const consoles of ['safe', 'dangerous'] as const) {
      const { journal, idle } = begin(consoles);
      expect(comparisonRuns(scenario, 'test-1', untilUs, journal)[0]).toMatchObject({ label: 'idle', usersAffected: idle.usersAffected });
    }
    const files = { ...scenario.files, 'journals/reference-safe.yaml': SCRIPT };
    const reference = runFork({ ...scenario, files }, 'test-1', begin('safe').journal, { kind: 'reference' }, untilUs).authority;
    expect(reference.attempts.some(({ by, stoppedBy }) => by === 'trainee' && stoppedBy === 'effect')).toBe(true);
    const other = runFork({ ...scenario, files }, 'test-1', begin('dangerous').journal, { kind: 'reference' }, untilUs).authority;
    expect(other.journal.some(({ kind }) => kind === 'alert.acknowledge')).toBe(true);
  });

  it('a fork draws for an attempt what the drill drew for it, though entries before it are gone', () => {
    const scenario = consoleScenario({ 'takes: 20s': 'takes: { uniform: { from: 5s, to: 60s } }' });
    const { authority } = played(scenario);
    const last = authority.attempts.findLast(({ by }) => by === 'trainee')!;
    const waited = (run: Authority) => {
      const step = run.attempts.findLast(({ by }) => by === 'trainee')!.steps.find(({ safeguard }) => safeguard === 'second')!;
      return step.endedAtUs! - step.shownAtUs;
    };
    const first = authority.journal.find(({ kind }) => kind === 'look.alert' || kind === 'console.line')!;
    const fork = runFork(scenario, 'test-1', authority.journal, { kind: 'without', seq: first.seq }, 12 * MIN).authority;
    expect(last.seq).not.toBe(fork.attempts.at(-1)!.seq);
    expect(waited(fork)).toBe(waited(authority));
  });
});
