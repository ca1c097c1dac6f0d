// The way of an attempt: what is refused before it begins, the order of safeguards, conditions, people side by side, slips, lines of a prompt, outcomes.
import { describe, expect, it } from 'vitest';
import { nextDueUs } from '../../../src/console/index.ts';
import { DeskPlay, deskScenario } from '../../support/consoles.ts';

const LIST = [
  '{ name: range, check: [ { field: replicas, min: 1, max: 50 } ] }',
  '{ name: many, when: "{replicas} > bool 10", confirmation: Many, shows: [ { label: Replicas, text: "{replicas}" } ] }',
  '{ name: typed, on: [ send ], phrase: "{replicas}" }',
  '{ name: late, countdown: 5s }',
];
const play = () => new DeskPlay(deskScenario(LIST, { dangerous: ['{ name: sure, warning: Sure, holds: "{replicas} > bool 10" }'] }));
const names = (desk: DeskPlay) => desk.attempt.steps.map(({ safeguard, result }) => `${safeguard} ${result}`);

describe('an attempt', () => {
  it('meets safeguards in their order, only where they stand, and only if their condition holds', () => {
    const desk = play();
    desk.send('3');
    expect(names(desk)).toEqual(['range passed', 'typed open']);
    desk.answer('type', '3');
    desk.wait(5);
    expect(names(desk)).toEqual(['range passed', 'typed proceeded', 'late passed']);
    expect(desk.attempt).toMatchObject({ status: 'sent', startedAtUs: 0, endedAtUs: 5_000_000, stoppedBy: undefined });
    desk.fill({ replicas: '30' });
    desk.submit('other');
    expect(names(desk)).toEqual(['range passed', 'many open']);
    desk.wait(2);
    desk.answer('proceed');
    desk.wait(5);
    expect(desk.commands).toEqual(['scale web 3', 'restart web']);
    expect(desk.attempt.steps[1]).toMatchObject({ shownAtUs: 5_000_000, answeredAtUs: 7_000_000, says: 'confirmed after 2.0 s' });
  });

  it('has the other safeguards in the other variant', () => {
    const desk = new DeskPlay(play().scenario, { variant: 'dangerous' });
    desk.send('30');
    expect(names(desk)).toEqual(['sure open']);
    desk.answer('proceed');
    expect(desk.commands).toEqual(['scale web 30']);
  });

  it('keeps the values it began with', () => {
    const desk = play();
    desk.send('3');
    desk.fill({ replicas: '44' });
    desk.answer('type', '3');
    desk.wait(5);
    expect(desk.commands).toEqual(['scale web 3']);
  });

  it('is one at a time for each person, and people do not disturb each other', () => {
    const desk = play();
    desk.send('3');
    expect(desk.submit()).toBe('console/busy');
    desk.send('4', 'clerk');
    desk.answer('type', '4', 'clerk');
    desk.answer('back');
    desk.wait(5);
    expect(desk.state.attempts.map(({ by, status }) => `${by} ${status}`)).toEqual(['me stopped', 'clerk sent']);
    expect(desk.commands).toEqual(['scale web 4']);
  });

  it('moves by itself at the instant that is due next', () => {
    const desk = play();
    expect(nextDueUs(desk.state)).toBeUndefined();
    desk.send('3');
    desk.answer('type', '3');
    expect(nextDueUs(desk.state)).toBe(5_000_000);
    desk.wait(5);
    expect(nextDueUs(desk.state)).toBeUndefined();
  });

  it('remembers every answer with its time', () => {
    const desk = play();
    desk.send('3');
    desk.wait(1);
    desk.answer('type', '4');
    desk.wait(1);
    desk.answer('type', '3');
    expect(desk.state.attempts[0]?.steps[1]?.answers).toEqual([
      { atUs: 1_000_000, answer: 'type', text: '4' },
      { atUs: 2_000_000, answer: 'type', text: '3' },
    ]);
  });
});

describe('what is refused before anything begins', () => {
  it('names of consoles, actions, fields, options and safeguards that are not there', () => {
    const desk = play();
    expect(desk.step({ type: 'fill', by: 'me', args: { console: 'nowhere', values: {} } })).toBe('console/unknown-console');
    expect(desk.step({ type: 'fill', by: 'me', args: { console: 'constructor', values: {} } })).toBe('console/unknown-console');
    expect(desk.submit('launch')).toBe('console/unknown-action');
    expect(desk.fill({ colour: 'red' })).toBe('console/unknown-field');
    expect(desk.fill({ target: 'moon' })).toBe('console/unknown-option');
    expect(desk.answer('proceed')).toBe('console/not-asked');
    expect(desk.line('ls')).toBe('console/no-prompt');
    expect(desk.undo(1)).toBe('console/no-undo');
    expect(desk.state.attempts).toEqual([]);
  });

  it('values that the command has no place for', () => {
    const desk = play();
    expect(desk.submit()).toBe('console/missing-value');
    expect(desk.send('three')).toBe('console/not-a-number');
    expect(desk.send('1e9')).toBe('console/not-a-number');
    desk.fill({ service: 'web 99' });
    expect(desk.send('3')).toBe('console/bad-value');
    expect(desk.state.attempts).toEqual([]);
  });
});

describe('a value is never read as part of an expression', () => {
  it('whatever was typed', () => {
    const desk = new DeskPlay(deskScenario(['{ name: l, limit: "price{service={service}} > 0", says: Unknown }']));
    for (const service of ['x"}or+vector(1)#', '"or"', 'web"', "web'", '{{outstanding}}', '\\']) {
      desk.fill({ service });
      desk.send('3');
      expect(desk.attempt.stoppedBy).toBe('l');
    }
    desk.fill({ service: 'web' });
    desk.send('3');
    expect(desk.commands).toEqual(['scale web 3']);
  });

  it('nor as an instrument of a sentence', () => {
    const desk = new DeskPlay(
      deskScenario(['{ name: c, confirmation: Look, shows: [ { label: Service, text: "{service} {{ outstanding }}" } ] }']),
    );
    desk.fill({ service: '{{outstanding}}' });
    desk.send('3');
    expect(desk.prompt()?.figures[0]?.text).toBe('{{outstanding}} 14500');
  });
});

describe('a slip', () => {
  const slip = (matches: string) =>
    `slips:\n  - { name: big, title: Too big, console: desk, action: send, values: { replicas: "40" }, ${matches} by: clerk, at: +5m }\n`;
  const slipsOf = (matches: string, entries: readonly string[]) => {
    const desk = new DeskPlay(deskScenario([], { more: slip(matches) }));
    for (const replicas of entries) desk.send(replicas);
    return desk.state.attempts.map((attempt) => attempt.slip);
  };
  it('is known by its comparison, whoever makes it', () => {
    expect(slipsOf('matches: "{replicas} > bool 20",', ['3', '21', '40'])).toEqual([undefined, 'big', 'big']);
  });
  it('is these very values without one', () => {
    expect(slipsOf('', ['3', '21', '40'])).toEqual([undefined, undefined, 'big']);
  });
});

describe('outcomes', () => {
  it('are kept, and a command that was refused is not to be undone', () => {
    const desk = new DeskPlay(deskScenario(['{ name: u, undo: 30s }']));
    desk.send('3');
    desk.outcome(1, { status: 'refused', code: 'x/y', reason: 'no such service' });
    expect(desk.attempt).toMatchObject({ status: 'sent', outcome: { reason: 'no such service' }, undoUntilUs: undefined });
    expect(desk.stand).toBe('sent; passed: nothing to undo: the command was refused');
    expect(desk.undo(1)).toBe('console/no-undo');
  });
});

describe('a prompt', () => {
  const shell = (safeguards: readonly string[] = []) => new DeskPlay(deskScenario(safeguards, { kind: 'prompt' }));
  const screen = (desk: DeskPlay) =>
    desk.state.sessions['desk me']?.screen.map(({ prompt, line, output }) => `${prompt}${line}\n${output}`);

  it('prints, sets, and knows no other lines', () => {
    const desk = shell();
    desk.line('hostname');
    desk.line('ssh db-1');
    desk.line('ssh mars');
    desk.line('  ');
    desk.line('sudo make me a sandwich');
    desk.line('hostname -f');
    expect(screen(desk)).toEqual([
      'op@db-2:~$ hostname\ndb-2 with 14,500 shares',
      'op@db-2:~$ ssh db-1\n',
      'op@db-1:~$ ssh mars\nssh: command not found',
      'op@db-1:~$   \n',
      'op@db-1:~$ sudo make me a sandwich\nsudo: command not found',
      'op@db-1:~$ hostname -f\nhostname: command not found',
    ]);
  });

  it('asks for what it has to look up, and prints it', () => {
    const desk = shell();
    desk.line('show --table=replication');
    expect(desk.prints).toEqual({ console: 'desk', look: undefined, table: 'replication' });
    desk.line('grep "timed out" now');
    expect(desk.prints).toEqual({ console: 'desk', look: 'logs "timed out now"', table: undefined });
    desk.step({ type: 'print', by: 'me', console: 'desk', output: 'nothing found' });
    expect(screen(desk)?.at(-1)).toBe('op@db-2:~$ grep "timed out" now\nnothing found');
  });

  it('acts through the same safeguards, and prints what came of it', () => {
    const desk = shell(['{ name: p, pattern: "rm -rf /", says: Not the root }', '{ name: t, phrase: "{host}" }']);
    desk.line('rm -rf /data');
    expect(screen(desk)?.at(-1)).toBe('op@db-2:~$ rm -rf /data\nrefused: Not the root');
    desk.line('rm -rf data');
    expect(desk.line('hostname')).toBe('console/busy');
    desk.answer('type', 'db-2');
    expect(desk.commands).toEqual(['restart data']);
    desk.outcome(2, { status: 'done', text: 'deleted' });
    expect(screen(desk)?.at(-1)).toBe('op@db-2:~$ rm -rf data\ndeleted');
    expect(desk.state.attempts[1]).toMatchObject({ line: 'rm -rf data', values: { path: 'data', host: 'db-2' } });
  });

  it('takes a path with a slash at its end for the path that it is, so that no safeguard misses it', () => {
    const desk = shell(['{ name: t, phrase: "{path}" }']);
    desk.line('rm -rf /data/');
    desk.answer('type', '/data');
    expect(desk.commands).toEqual(['restart /data']);
    desk.outcome(1, { status: 'done', text: 'deleted' });
    desk.line('rm -rf /');
    expect(desk.state.attempts[1]).toMatchObject({ values: { path: '/' } });
  });
});
