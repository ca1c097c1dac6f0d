// People in the room: what they can be sent to do, who can agree, the ladder, what is unread.
import { describe, expect, it } from 'vitest';
import type { CommandOption, DrillView, MessageView, RequestView } from '../../../src/schema/index.ts';
import { unreadCounts, withSeen } from '../../../src/ui/panels/unread.ts';
import { ladderOf, ladderWaits, nextOnLadder, sortedRequests, statusOf } from '../../../src/ui/people/people.ts';
import { approvalOf, approversOf } from '../../../src/ui/room/approval.ts';
import { doesIt, dutiesOf } from '../../../src/ui/room/duties.ts';
import { NO_ANSWER, opens } from '../../../src/ui/room/guard-answer.ts';
import { preparedFrom } from '../../../src/ui/room/prepared-from.ts';
import { Drill } from '../../support/drills.ts';

const commands: CommandOption[] = new Drill().paged().view.commands;
const person = (id: string, part: Partial<DrillView['people'][number]> = {}): DrillView['people'][number] => ({
  id,
  name: id,
  role: '',
  channel: 'war room',
  knows: [],
  takes: [],
  does: [],
  approves: [],
  limits: '',
  rung: undefined,
  timeoutUs: undefined,
  ...part,
});
const request = (seq: number, part: Partial<RequestView>): RequestView => ({
  seq,
  atUs: seq,
  kind: 'question',
  person: 'ada',
  about: '',
  status: 'waiting',
  answeredAtUs: undefined,
  text: '',
  ...part,
});
const labels = (patterns: string[]) => dutiesOf(patterns, commands).map(({ option, target }) => `${option.kind} ${target.label}`);

describe('what a person can be sent to do', () => {
  it('is what their patterns mean among the commands that can be given', () => {
    expect(labels(['restart web'])).toEqual(['command.restart web']);
    expect(labels(['scale *'])).toEqual(
      commands.find(({ kind }) => kind === 'command.scale')!.targets.map(({ label }) => `command.scale ${label}`),
    );
    expect(labels([])).toEqual([]);
  });

  it('takes a value that the pattern names, and checks the finished command against it', () => {
    const [duty] = dutiesOf(['scale web 8'], commands);
    expect(duty?.answers).toEqual({ replicas: '8' });
    expect(doesIt(['scale web 8'], { kind: 'command.scale', args: { service: 'web', replicas: 8 } })).toBe(true);
    expect(doesIt(['scale web 8'], { kind: 'command.scale', args: { service: 'web', replicas: 9 } })).toBe(false);
  });
});

describe('a command as text', () => {
  it('leads to its dialog with its values', () => {
    const prepared = preparedFrom(commands, 'scale web 8');
    expect(prepared?.option.targets[prepared.targetIndex]?.label).toBe('web');
    expect(prepared?.answers).toEqual({ replicas: '8' });
    expect(preparedFrom(commands, 'scale nothing 8')).toBeUndefined();
    expect(preparedFrom(commands, 'make it work')).toBeUndefined();
  });
});

describe('a second person', () => {
  const restart = { kind: 'command.restart', args: { target: 'web' } };
  const guard = { do: 'restart *', asks: 'approval' as const, says: '' };
  it('is one who agrees to such commands', () => {
    const people = [person('ada', { approves: ['restart *'] }), person('bob', { approves: ['delete *'] })];
    expect(approversOf(people, restart).map(({ id }) => id)).toEqual(['ada']);
  });
  it('opens the guard for this very command, and only while the agreement stands', () => {
    const asked = (part: Partial<RequestView>) => approvalOf([request(1, { kind: 'approval', about: 'restart web', ...part })], restart);
    expect(opens(guard, NO_ANSWER, 'web', asked({ status: 'granted' }))).toBe(true);
    for (const status of ['waiting', 'declined', 'used', 'expired', 'no answer'] as const)
      expect(opens(guard, NO_ANSWER, 'web', asked({ status }))).toBe(false);
    expect(opens(guard, { confirmed: true, typed: 'web' }, 'web', asked({ about: 'restart api', status: 'granted' }))).toBe(false);
  });
  it('counts by the last time they were asked', () => {
    const requests = [
      request(1, { kind: 'approval', about: 'restart web', status: 'declined' }),
      request(2, { kind: 'approval', about: 'restart web', status: 'granted' }),
    ];
    expect(approvalOf(requests, restart)?.seq).toBe(2);
  });
});

describe('the ladder', () => {
  const people = [person('bob', { rung: 2 }), person('eve'), person('ada', { rung: 1, timeoutUs: 60e6 })];
  it('is climbed from the first who is not here yet', () => {
    const at = (requests: RequestView[]) => ladderOf(people, requests);
    expect(at([]).map(({ person: { id } }) => id)).toEqual(['ada', 'bob']);
    expect(nextOnLadder(at([]))?.person.id).toBe('ada');
    const came = at([request(1, { kind: 'call', status: 'done' })]);
    expect(nextOnLadder(came)?.person.id).toBe('bob');
    expect(ladderWaits(came)).toBeUndefined();
    expect(ladderWaits(at([request(1, { kind: 'call' })]))?.person.id).toBe('ada');
  });
});

describe('requests', () => {
  it('show first what waits, then the newest', () => {
    const all = [request(1, { status: 'done' }), request(2, {}), request(3, { status: 'done' })];
    expect(sortedRequests(all).map(({ seq }) => seq)).toEqual([2, 3, 1]);
  });
  it('end in the words of their kind', () => {
    expect(statusOf({ kind: 'question', status: 'done' }).word).toBe('answered');
    expect(statusOf({ kind: 'call', status: 'done' }).word).toBe('came');
    expect(statusOf({ kind: 'approval', status: 'granted' }).word).toBe('agreed');
  });
});

describe('what is unread', () => {
  const message = (id: number, channel: MessageView['channel'], from: string): MessageView => ({
    id: `m${id}`,
    atUs: id,
    channel,
    from,
    text: '',
  });
  const messages = [
    message(1, 'support', 'eve'),
    message(2, 'executive', 'boss'),
    message(3, 'support', 'me'),
    message(4, 'support', 'eve'),
  ];
  const own = new Set(['me']);
  it('is what others wrote after what was seen, per channel', () => {
    expect(unreadCounts(messages, {}, own)).toEqual({ support: 2, executive: 1 });
    expect(unreadCounts(messages, withSeen({}, messages.slice(0, 1), 'support'), own)).toEqual({ support: 1, executive: 1 });
    expect(unreadCounts(messages, withSeen({}, messages, undefined), own)).toEqual({});
  });
  it('keeps its identity when nothing new was seen', () => {
    const seen = withSeen({}, messages, 'support');
    expect(withSeen(seen, messages, 'support')).toBe(seen);
  });
});
