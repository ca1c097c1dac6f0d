// One line of plain words for every journal entry: the incident's timeline as people would have written it.
import { type EntryArgs, type EntryKind, formatCommand, isCommand, type JournalEntry } from '../schema/index.ts';

type Words = { [K in Exclude<EntryKind, `command.${string}`>]: (args: EntryArgs<K>) => string };

const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;

const WORDS: Words = {
  'look.alert': ({ alert }) => `Opened the alert ${alert}`,
  'look.alerts': () => 'Looked through all alerts, silences and what was held back',
  'look.metrics': ({ panel }) => `Looked at the chart “${panel}”`,
  'look.query': ({ expr }) => `Queried ${expr}`,
  'look.logs': ({ query, service, level }) =>
    ['Searched the logs', service && `of ${service}`, level && `at level ${level}`, query && `for “${query}”`].filter(Boolean).join(' '),
  'look.log-context': ({ line }) => `Read what was written around line ${line}`,
  'look.traces': ({ service, name, slowerThanMs, errors, sinceMinutes, fromS, toS, order }) =>
    [
      'Searched the traces',
      service && `of ${service}`,
      name && `for “${name}”`,
      slowerThanMs !== undefined && `slower than ${slowerThanMs} ms`,
      errors === true && 'that failed',
      sinceMinutes !== undefined && `of the last ${sinceMinutes} min`,
      fromS !== undefined && `from second ${fromS}`,
      toS !== undefined && `to second ${toS}`,
      order === 'slowest' && 'slowest first',
    ]
      .filter(Boolean)
      .join(' '),
  'look.trace': ({ trace }) => `Opened the trace ${trace}`,
  'look.deployments': () => 'Looked at the deployment history',
  'look.diff': ({ service, version }) => `Opened the configuration diff of ${service}${version === undefined ? '' : ` ${version}`}`,
  'look.status-page': ({ provider }) => `Opened the status page of ${provider}`,
  'look.artefact': ({ artefact }) => `Read ${artefact}`,
  'look.sessions': ({ pool }) => `Listed the database sessions of ${pool}`,
  'look.service': ({ service }) => `Looked at the replicas of ${service}`,
  'look.preflight': ({ service }) => `Checked a rollback of ${service}`,
  'look.pods': ({ service }) => (service === undefined ? 'Listed the pods' : `Listed the pods of ${service}`),
  'look.events': () => 'Looked at the events of the cluster',
  'look.checks': () => 'Looked at the synthetic checks',
  'look.slos': () => 'Looked at the objectives and their error budgets',
  'look.console': (args) => `Looked at the console ${args.console}`,
  'look.table': ({ table }) => `Looked at ${table}`,
  'console.fill': (args) =>
    `Entered on ${args.console}: ${Object.entries(args.values)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
  'console.submit': (args) => `Pressed ${args.action} on ${args.console}`,
  'console.answer': (args) => `Answered ${args.safeguard} on ${args.console}: ${args.answer}${args.text === '' ? '' : ` “${args.text}”`}`,
  'console.undo': (args) => `Undid attempt ${args.attempt} on ${args.console}`,
  'console.line': (args) => `${args.console}> ${args.line}`,
  'drill.begin': ({ level, timed, role }) =>
    `Began as ${level}, ${timed ? 'against the clock' : 'untimed'}${role === undefined ? '' : `, as ${role}`}`,
  'hint.take': () => 'Took a hint',
  'guide.read': ({ step }) => `Read step ${step + 1} of the guide`,
  'role.take': ({ role }) => `Took the role of ${role}`,
  'role.hand-over': ({ role, to }) => `Asked ${to} to take over as ${role}`,
  'people.delegate': ({ person, task }) => `Asked ${person} to carry out: ${task}`,
  'people.escalate': ({ to, because }) => `Called ${to ?? 'the next one of the ladder'}${because && `: ${because}`}`,
  'approval.request': ({ person, command, because }) => `Asked ${person} to agree to ${command}${because && `: ${because}`}`,
  'checklist.tick': ({ item, done }) => `${done ? 'Ticked' : 'Took the tick off'} ${item}`,
  'alert.acknowledge': ({ alert }) => `Acknowledged ${alert}`,
  'alert.silence': ({ matchers, minutes, comment }) =>
    `Silenced ${matchers.map(({ name, op, value }) => `${name}${op}"${value}"`).join(', ')} for ${minutes} min${comment && `: ${comment}`}`,
  'alert.expire-silence': ({ silence }) => `Ended silence ${silence}`,
  'shell.run': ({ line }) => `$ ${line}`,
  'incident.declare': ({ severity, summary }) => `Declared ${severity}${summary && `: ${summary}`}`,
  'incident.resolve': ({ summary }) => `Declared resolved${summary && `: ${summary}`}`,
  'incident.stand-down': ({ reason }) => `Stood down${reason && `: ${reason}`}`,
  'hypothesis.set': ({ beliefs }) =>
    beliefs.length === 0
      ? 'Took back every hypothesis'
      : `Believes ${beliefs.map(({ cause, probability }) => `${cause.component} ${cause.kind} ${percent(probability)}`).join(', ')}`,
  'hypothesis.pin': ({ cause, look, supports, note }) =>
    `Pinned look ${look} ${supports} “${cause.component} ${cause.kind}”${note && `: ${note}`}`,
  'note.fact': ({ text, status, replaces }) =>
    `${status === 'withdrawn' ? 'Took back' : status === 'unknown' ? 'Not known' : replaces === undefined ? 'Known' : 'Now known'}: ${text}`,
  'note.timeline': ({ text }) => text,
  'note.cascade': ({ edges }) => `Drew the cascade: ${edges.map(({ from, to }) => `${from} → ${to}`).join(', ') || 'empty'}`,
  'plan.priorities': ({ order }) => `Priorities: ${order.join(', ')}`,
  'plan.step': ({ command, expects, confidence }) =>
    `Plans ${command}, expecting ${expects}${confidence === undefined ? '' : ` (${percent(confidence)} sure)`}`,
  'comms.status-update': ({ audience, state, whatHappened }) => `Update to ${audience} (${state})${whatHappened && `: ${whatHappened}`}`,
  'comms.say': ({ channel, text }) => `Said in ${channel}: ${text}`,
  'people.ask': ({ person, about }) => `Asked ${person} about ${about}`,
  'review.reflection': () => 'Wrote down how it went',
  'review.timeline': ({ items }) => `Wrote down the course of events: ${items.length} instants`,
  'review.causes': ({ surface }) => `Named the causes: ${surface}`,
  'review.lesson': ({ kind, text }) => `Lesson (${kind}): ${text}`,
  'review.action-item': ({ text, priority }) => `Action item ${priority}: ${text}`,
  'review.calibration': ({ decision, confidence, cameTrue }) => `“${decision}” at ${percent(confidence)} came true: ${cameTrue}`,
  'review.self-assessment': ({ criterion, points }) => `Gave themselves ${points} for ${criterion}`,
  'review.submit': () => 'Submitted the review',
  'control.pause': () => 'Paused',
  'control.resume': () => 'Resumed',
  'control.speed': ({ factor }) => `Set the clock to ${factor}×`,
  'inject.message': ({ from, text }) => `${from}: ${text}`,
};

export function describeEntry(entry: JournalEntry): string {
  if (isCommand(entry.kind)) return formatCommand(entry);
  const words = WORDS[entry.kind as keyof Words] as (args: unknown) => string;
  return words(entry.args);
}
