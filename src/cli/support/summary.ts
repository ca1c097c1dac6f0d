// What `run` tells about a run: T+0, phase, harm, alerts, flows, hash and score.
import { type Authority, consoleRecord } from '../../authority/index.ts';
import { type ConsoleRecord, formatCommand, type Scorecard } from '../../schema/index.ts';
import { count, decimals, percent, span, table, tPlus } from './text.ts';

export interface Summary {
  scenario: { slug: string; title: string; hash: string };
  seed: string;
  journal: string;
  untilUs: number;
  tPlusZeroUs: number | undefined;
  phase: string;
  entries: number;
  harm: ReturnType<Authority['trace']['harm']>;
  alerts: { alert: string; severity: string; state: string; firedAtUs: number | undefined; resolvedAtUs: number | undefined }[];
  commands: { seq: number; atUs: number; text: string; outcome: string }[];
  /** Of a scenario with consoles: which were played, what was tried on them, and the routine work. */
  consoles: ConsoleRecord | undefined;
  flows: ReturnType<Authority['trace']['flows']>;
  problems: string[];
  resultHash: string;
  score: Pick<Scorecard, 'machine' | 'judged' | 'total' | 'measures'> | undefined;
}

export function summarize(authority: Authority, about: { journal: string; problems: string[]; card: Scorecard | undefined }): Summary {
  const { scenario, trace } = authority;
  const view = authority.view();
  const { card } = about;
  return {
    scenario: { slug: scenario.slug, title: scenario.meta.title, hash: scenario.hash },
    seed: authority.seed,
    journal: about.journal,
    untilUs: authority.nowUs,
    tPlusZeroUs: authority.tPlusZeroUs,
    phase: view.phase,
    entries: authority.journal.length,
    harm: trace.harm(),
    alerts: trace
      .alerts()
      .map(({ alert, severity, state, firedAtUs, resolvedAtUs }) => ({ alert, severity, state, firedAtUs, resolvedAtUs })),
    commands: [
      ...view.timeline.filter((item) => item.kind.startsWith('command.')),
      // What people of the scenario did of themselves is in nobody's time-line.
      ...authority.deeds.flatMap(({ entry, outcome }) => (entry.seq === 0 ? [{ ...entry, text: formatCommand(entry), outcome }] : [])),
    ]
      .sort((a, b) => a.atUs - b.atUs)
      .map(({ seq, atUs, text, outcome }) => ({
        seq,
        atUs,
        text,
        outcome: outcome === undefined ? '' : outcome.status === 'refused' ? `refused: ${outcome.reason}` : outcome.status,
      })),
    consoles: consoleRecord(authority),
    flows: trace.flows(),
    problems: about.problems,
    resultHash: authority.hash(),
    score: card === undefined ? undefined : { machine: card.machine, judged: card.judged, total: card.total, measures: card.measures },
  };
}

export function summaryText(summary: Summary, about: { drawn: boolean; out: string | undefined }): string {
  const { harm, tPlusZeroUs } = summary;
  const fired = summary.alerts.filter((alert) => alert.firedAtUs !== undefined);
  const parts = [
    `${summary.scenario.title} (${summary.scenario.slug}, ${summary.scenario.hash})\n`,
    `seed ${summary.seed}${about.drawn ? ` (drawn; repeat with --seed ${summary.seed})` : ''}, journal ${summary.journal}, ${summary.entries} entries, ${span(summary.untilUs)} simulated\n\n`,
    table([
      ['T+0', tPlusZeroUs === undefined ? 'nobody was paged' : `+${span(tPlusZeroUs)} after the start`],
      ['phase at the end', summary.phase],
      ['users affected', count(harm.usersAffected)],
      [
        'requests failed',
        `${count(harm.failedRequests)} of ${count(harm.requests)} (${percent(harm.requests > 0 ? harm.failedRequests / harm.requests : undefined)})`,
      ],
      ['revenue lost', `${count(harm.revenueLost)} ${harm.currency}`],
      ['result hash', summary.resultHash],
    ]),
    section(
      'Alerts',
      fired.map((alert) => [
        alert.alert,
        alert.severity,
        `fired ${tPlus(alert.firedAtUs, tPlusZeroUs)}`,
        alert.resolvedAtUs === undefined ? 'still firing' : `resolved ${tPlus(alert.resolvedAtUs, tPlusZeroUs)}`,
      ]),
    ),
    section(
      'Commands',
      summary.commands.map((command) => [tPlus(command.atUs, tPlusZeroUs), command.text, command.outcome]),
    ),
    ...(summary.consoles === undefined ? [] : consolesText(summary.consoles, tPlusZeroUs)),
    section(
      'Flows',
      summary.flows.map((flow) => [
        flow.name,
        `${count(flow.arrived)} arrived`,
        `${count(flow.completed)} completed`,
        `${count(flow.failed)} failed`,
        `${count(flow.shed)} shed`,
        `${count(flow.inFlight)} in flight`,
        `p50 ${decimals(flow.p50Us / 1000, 0)} ms`,
        `p95 ${decimals(flow.p95Us / 1000, 0)} ms`,
      ]),
    ),
    section(
      'Problems of the journal',
      summary.problems.map((problem) => [problem]),
    ),
    scoreText(summary.score),
    about.out === undefined ? '' : `\nRun file: ${about.out}\n`,
  ];
  return parts.join('');
}

function consolesText({ variant, attempts, routine }: ConsoleRecord, tPlusZeroUs: number | undefined): string[] {
  return [
    section(
      `Consoles (${variant})`,
      attempts.map(({ console: name, by, startedAtUs, command, status, stoppedBy, slip, steps, outcome }) => [
        tPlus(startedAtUs, tPlusZeroUs),
        name,
        by,
        command,
        stoppedBy === undefined ? (outcome?.status === 'refused' ? `${status}, refused` : status) : `stopped by ${stoppedBy}`,
        slip === undefined ? '' : `slip ${slip}`,
        steps.flatMap(({ safeguard, says, result }) => (result === 'passed' ? [] : [`${safeguard} ${says}`])).join('; '),
      ]),
    ),
    section(
      'Routine work',
      routine.map(({ title, atUs, byUs, doneAtUs }) => [
        tPlus(atUs, tPlusZeroUs),
        title,
        doneAtUs === undefined ? 'not done' : doneAtUs <= byUs ? 'done in time' : 'done late',
      ]),
    ),
  ];
}

const section = (title: string, rows: readonly (readonly string[])[]): string => (rows.length === 0 ? '' : `\n${title}\n${table(rows)}`);

function scoreText(score: Summary['score']): string {
  if (score === undefined) return '';
  const { machine, judged, total, measures } = score;
  return section('Score', [
    ['decided by the machine', `${machine.points} of ${machine.pointsMax}`],
    [
      'judged against anchors',
      `${judged.points} of ${judged.pointsMax}${judged.pending > 0 ? `, ${judged.pending} waiting for a person` : ''}`,
    ],
    ['total', `${total.points} of ${total.pointsMax}`],
    ['harm, of that with nobody acting', percent(measures.harmVsIdle)],
    ['health back', measures.timeToMitigateUs === undefined ? 'never' : `T+${span(measures.timeToMitigateUs)}`],
  ]);
}
