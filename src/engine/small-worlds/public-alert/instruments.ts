// What can be read of the public-alert world: series, gauges of the map, tables on the walls, and what has to balance.
import type { ComponentGauge, WorldTable } from '../../../schema/index.ts';
import type { Balance, WriteSample } from '../small-world.ts';
import { takenOn, waitingOn } from './phones.ts';
import { freeHands } from './staff.ts';
import { ALARMED, CALMED, countOf, type Network, peopleOf, REASSURED, STATES } from './state.ts';

const SECOND_US = 1_000_000;

export function scrape(network: Network, write: WriteSample): void {
  const { plan, areas, lineNames, parties, state } = network;
  areas.forEach((area, index) => {
    STATES.forEach((name, kind) => write('public_alert_people', { area, state: name }, state.people[index]?.[kind] ?? 0));
  });
  write('public_alert_people_reachable', {}, peopleOf(network));
  write('public_alert_people_alarmed_total', {}, everAlarmed(network));
  write('public_alert_alarm_person_seconds_total', {}, state.personUs / SECOND_US);
  write('public_alert_alarm_seconds_total', {}, state.alarmUs / SECOND_US);
  for (const [name, { sense }] of Object.entries(plan.templates)) {
    const sent = state.sent.filter(({ template }) => template === name);
    const on = sense === 'alarm' && sent.some(({ cancelledAtUs }) => cancelledAtUs < 0);
    write('public_alert_template_live', { template: name }, sense === 'test' ? 0 : 1);
    write('public_alert_sent_total', { template: name, sense }, sent.length);
    if (sense === 'alarm') write('public_alert_on_air', { template: name }, on ? 1 : 0);
  }
  for (const channel of Object.keys(plan.channels)) {
    const denial = state.statements.find((said) => said.channel === channel && said.sense === 'denial');
    if (denial !== undefined && state.alertAtUs >= 0) {
      write('public_alert_denial_seconds', { channel }, Math.max(0, denial.atUs - state.alertAtUs) / SECOND_US);
    }
    for (const sense of ['alarm', 'denial', 'unclear']) {
      const out = state.statements.filter((said) => said.channel === channel && said.sense === sense).length;
      if (out > 0) write('public_alert_statements_total', { channel, sense }, out);
    }
  }
  write('public_alert_contradictions_total', {}, state.contradictions);
  write('public_alert_repetitions_total', {}, state.repetitions);
  write('public_alert_hands_free', {}, freeHands(network));
  write('public_alert_parties_told', {}, state.toldAtUs.filter((atUs) => atUs >= 0).length);
  parties.forEach((party, index) => {
    const reachedAtUs = state.reachedAtUs[index] ?? -1;
    if (reachedAtUs >= 0) write('public_alert_party_reached_seconds', { party }, (reachedAtUs - state.alertAtUs) / SECOND_US);
    const toldAtUs = state.toldAtUs[index] ?? -1;
    if (toldAtUs >= 0) write('public_alert_party_told_seconds', { party }, (toldAtUs - state.alertAtUs) / SECOND_US);
    const answeredAtUs = state.answeredAtUs[index] ?? -1;
    if (answeredAtUs >= 0) write('public_alert_party_answered_seconds', { party }, (answeredAtUs - state.alertAtUs) / SECOND_US);
  });
  const since = { alert: state.alertAtUs, cancellation: state.cancelledAtUs, denial: state.deniedAtUs, correction: state.correctedAtUs };
  for (const [what, atUs] of Object.entries(since)) {
    if (atUs >= 0 && state.alertAtUs >= 0) write('public_alert_seconds_to', { what }, (atUs - state.alertAtUs) / SECOND_US);
  }
  state.lines.forEach((each, index) => {
    const line = lineNames[index] ?? '';
    write('phone_lines', { line }, plan.lines[line]?.lines ?? 0);
    write('phone_lines_taken', { line }, takenOn(each));
    write('phone_calls_waiting', { line }, waitingOn(each));
    write('phone_callers_intending', { line }, each.intending);
    write('phone_people_answering', { line }, each.answering);
    write('phone_calls_total', { line, result: 'answered' }, each.answered);
    write('phone_calls_total', { line, result: 'blocked' }, each.blocked);
    write('phone_calls_total', { line, result: 'abandoned' }, each.abandoned);
    write('phone_callers_gave_up_total', { line }, each.gaveUp);
  });
}

/** People who are or were alarmed, each once. */
export const everAlarmed = (network: Network): number => countOf(network, ALARMED) + countOf(network, CALMED) + countOf(network, REASSURED);

export function gaugesOf(network: Network): ComponentGauge[] {
  const { plan, areas, lineNames, state } = network;
  const blank = { inFlight: 0, waiting: 0, capacity: 0, ratePerS: 0, errorRatio: 0, version: '' };
  const gauges: ComponentGauge[] = areas.map((area, index) => {
    const alarmed = state.people[index]?.[ALARMED] ?? 0;
    const people = plan.areas[area]?.people ?? 1;
    const errorRatio = alarmed / people;
    return {
      ...blank,
      component: area,
      kind: 'service',
      inFlight: alarmed,
      capacity: people,
      errorRatio,
      state: errorRatio > 0 ? 'alarmed' : 'calm',
    };
  });
  state.lines.forEach((line, index) => {
    const component = lineNames[index] ?? '';
    const tried = line.answered + line.blocked + line.abandoned;
    gauges.push({
      ...blank,
      component,
      kind: 'pool',
      inFlight: takenOn(line) - waitingOn(line),
      waiting: waitingOn(line),
      capacity: plan.lines[component]?.lines ?? 0,
      errorRatio: tried === 0 ? 0 : line.blocked / tried,
      state: takenOn(line) >= (plan.lines[component]?.lines ?? 0) ? 'full' : 'free',
    });
  });
  const free = freeHands(network);
  gauges.push({
    ...blank,
    component: 'warning-point',
    kind: 'pool',
    inFlight: plan.staff - free,
    capacity: plan.staff,
    state: free > 0 ? 'free' : 'full',
  });
  const onAir = state.sent.some(({ template, cancelledAtUs }) => cancelledAtUs < 0 && plan.templates[template]?.sense === 'alarm');
  gauges.push({ ...blank, component: 'alert-console', kind: 'service', capacity: 1, state: onAir ? 'alert on the air' : 'quiet' });
  return gauges;
}

export function tablesOf(network: Network, clock: (atUs: number) => string): Record<string, WorldTable> {
  const { plan, lineNames, parties, state } = network;
  const at = { key: 'at', label: 'At' };
  return {
    'menu log': {
      title: 'Sent from the menu',
      columns: [at, { key: 'template', label: 'Template' }, { key: 'state', label: 'State' }],
      rows: state.sent.map(({ atUs, template, cancelledAtUs }) => ({
        cells: {
          at: clock(atUs),
          template: plan.templates[template]?.title ?? template,
          state: cancelledAtUs >= 0 ? `cancelled ${clock(cancelledAtUs)}` : 'sent',
        },
      })),
      empty: 'Nothing was sent since the shift began.',
    },
    channels: {
      title: 'Channels',
      columns: [{ key: 'channel', label: 'Channel' }, { key: 'kind', label: 'Reaches' }, { key: 'says', label: 'Says last' }, at],
      rows: Object.entries(plan.channels).map(([name, { title, interrupts, by }]) => {
        const last = state.statements.filter(({ channel }) => channel === name).at(-1);
        return {
          cells: {
            channel: title,
            kind: `${interrupts ? 'everybody who is near' : 'who looks'}${by === 'others' ? '; not ours' : ''}`,
            says: last?.text ?? '–',
            at: last === undefined ? '–' : clock(last.atUs),
          },
          alarming: last?.sense === 'alarm',
        };
      }),
      empty: 'No channel.',
    },
    'phone lines': {
      title: 'Telephone lines',
      columns: [
        { key: 'line', label: 'Line' },
        { key: 'taken', label: 'Taken', unit: 'count' },
        { key: 'lines', label: 'Of', unit: 'count' },
        { key: 'waiting', label: 'Waiting', unit: 'count' },
        { key: 'answered', label: 'Answered', unit: 'count' },
        { key: 'blocked', label: 'Busy tones', unit: 'count' },
        { key: 'abandoned', label: 'Hung up', unit: 'count' },
      ],
      rows: state.lines.map((line, index) => {
        const planned = plan.lines[lineNames[index] ?? ''];
        const taken = takenOn(line);
        const { answered, blocked, abandoned } = line;
        return {
          cells: { line: planned?.title ?? '', taken, lines: planned?.lines ?? 0, waiting: waitingOn(line), answered, blocked, abandoned },
          alarming: taken >= (planned?.lines ?? 0),
        };
      }),
      empty: 'No line.',
    },
    statements: {
      title: 'What has gone out',
      columns: [at, { key: 'channel', label: 'Channel' }, { key: 'by', label: 'By' }, { key: 'text', label: 'Text' }],
      rows: state.statements.map(({ atUs, channel, by, text, sense }) => ({
        cells: {
          at: clock(atUs),
          channel: plan.channels[channel]?.title ?? channel,
          by: plan.parties[by]?.title ?? plan.channels[by]?.title ?? 'the agency',
          text,
        },
        alarming: sense === 'alarm',
      })),
      empty: 'Nothing has gone out.',
    },
    'warning point': {
      title: 'Who is at what',
      columns: [at, { key: 'what', label: 'Task' }, { key: 'stage', label: 'Stage' }, { key: 'busy', label: 'Busy tones', unit: 'count' }],
      rows: state.tasks.map(({ what, to, text, stage, sinceUs, busyTones }) => ({
        cells: {
          at: clock(sinceUs),
          what: `${TASK_WORDS[what]} ${plan.parties[to]?.title ?? plan.channels[to]?.title ?? to}${text === '' ? '' : `: ${text}`}`,
          stage: stage === 'done' && what === 'ask' ? `says: ${plan.parties[to]?.says ?? ''}` : stage,
          busy: busyTones,
        },
        alarming: stage === 'put off' || stage === 'dialling',
      })),
      empty: 'Nobody has anything to do.',
    },
    parties: {
      title: 'Who knows',
      columns: [
        { key: 'party', label: 'Who' },
        { key: 'knows', label: 'Knows since' },
      ],
      rows: parties.map((party, index) => {
        const toldAtUs = state.toldAtUs[index] ?? -1;
        return { cells: { party: plan.parties[party]?.title ?? party, knows: toldAtUs < 0 ? 'not told' : clock(toldAtUs) } };
      }),
      empty: 'Nobody to tell.',
    },
  };
}

const TASK_WORDS = { tell: 'tell', ask: 'ask', post: 'write for', correct: 'correct over' } as const;

export function balancesOf({ plan, areas, lineNames, state }: Network): Balance[] {
  const ofPeople = areas.map((area, index): Balance => {
    const counts = state.people[index] ?? [];
    const sum = counts.reduce((total, count) => total + count, 0);
    const people = plan.areas[area]?.people ?? 0;
    const whole = counts.every((count) => Number.isInteger(count) && count >= 0);
    return { what: `people of ${area}`, balanced: whole && sum === people, detail: `${sum} = ${people}` };
  });
  const ofCalls = state.lines.map((line, index): Balance => {
    const name = lineNames[index] ?? '';
    const ended = line.answered + line.blocked + line.abandoned;
    const open = line.calls + line.listening;
    const fits = takenOn(line) <= (plan.lines[name]?.lines ?? 0);
    return { what: `calls of ${name}`, balanced: fits && ended + open === line.dialled, detail: `${ended} + ${open} = ${line.dialled}` };
  });
  return [...ofPeople, ...ofCalls];
}
