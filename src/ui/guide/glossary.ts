// The field's words in at most two sentences each. Data only; sorted by term, and `also` is what people call the same thing.
export interface GlossaryEntry {
  term: string;
  text: string;
  also?: readonly string[];
}

export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    term: 'Acknowledge',
    text: 'To tell the pager that a person has seen the alert and is on it. It stops the page from going to the next in line and says nothing about the cause.',
    also: ['ack'],
  },
  {
    term: 'Action item',
    text: 'A piece of work that comes out of a review, with an owner, a priority and a date. One that nobody owns will not be done.',
  },
  {
    term: 'Alert',
    text: 'A rule over measurements that has become true. It is pending while it waits out its time, firing after that, and resolved when the rule is false again.',
  },
  {
    term: 'Alert fatigue',
    text: 'What happens to people who are paged too often for too little: they stop reading. It is mended by fewer, better alerts, not by more attention.',
  },
  {
    term: 'Backoff',
    text: 'Waiting longer before each further try, usually twice as long each time. Without it, clients hit a struggling service at full pace.',
    also: ['exponential backoff'],
  },
  {
    term: 'Backpressure',
    text: 'A full part telling those who call it to slow down, instead of taking in work it cannot do. A bounded queue that refuses is its simplest form.',
  },
  {
    term: 'Base rate',
    text: 'How often something is the cause in general, before you look at this case. Recent changes have a high one, which is why they are looked at early.',
  },
  {
    term: 'Blameless review',
    text: 'A review that asks how the system let a reasonable person do what they did. It still names decisions and owners; it does not look for someone to punish.',
    also: ['blameless post-mortem'],
  },
  {
    term: 'Blast radius',
    text: 'Everything that an action or a fault can touch. Say it before acting: what is the worst this could hit?',
  },
  {
    term: 'Brier score',
    text: 'How far stated probabilities are from what was so: their squared distances, summed over all causes. 0 is perfect, 2 is being certain of the wrong one.',
  },
  {
    term: 'Bulkhead',
    text: 'A separate share of threads or connections for each dependency, so that one that hangs cannot use up what the others need.',
  },
  {
    term: 'Burn rate',
    text: 'How many times faster than allowed the error budget is being spent. At 1× it lasts exactly its period; at 14.4×, a thirty-day budget loses two percent in an hour.',
  },
  {
    term: 'Calibration',
    text: 'Whether things you call 70 % likely happen about seven times in ten. It is learnt by writing the number down first and comparing later.',
  },
  {
    term: 'CAN report',
    text: 'Conditions, actions, needs: a status in three sentences. What is the case, what are we doing, what do we need.',
  },
  {
    term: 'Canary',
    text: 'A new version given to a small share of the traffic first. It is compared with the old one before it gets the rest.',
  },
  {
    term: 'Cascade',
    text: 'A failure that spreads because one part’s trouble becomes the load or the wait of the next. The loudest part is often at the end, not the beginning.',
    also: ['cascading failure'],
  },
  {
    term: 'Circuit breaker',
    text: 'A switch around calls to a dependency. Closed lets them through, open fails them at once, and half-open lets a few through to find out whether it is well again.',
    also: ['breaker'],
  },
  {
    term: 'Commander',
    text: 'The person who leads an incident: decides, delegates, keeps the picture together. The commander does not type the commands.',
    also: ['incident commander', 'IC'],
  },
  {
    term: 'Connection pool',
    text: 'A fixed number of connections to a database that requests borrow and give back. When all are out, further requests wait, and a wait that is too long is an error.',
    also: ['pool'],
  },
  {
    term: 'Containment',
    text: 'Keeping the damage from growing, before its cause is known. It buys time for diagnosis.',
  },
  {
    term: 'Contributing factor',
    text: 'One of several conditions that had to be there for the failure to happen. Incidents in complex systems have several, which is why the single root cause is seldom found.',
  },
  {
    term: 'Deadline',
    text: 'The instant by which a whole request must be answered, handed on from call to call. Unlike timeouts, deadlines do not add up along the chain.',
  },
  {
    term: 'Dependency',
    text: 'Anything a service needs in order to answer: another service, a database, somebody else’s API.',
  },
  {
    term: 'Detection',
    text: 'The time from when users are first hurt until somebody knows. Often the part of an incident that is shortened most cheaply.',
    also: ['time to detect', 'MTTD'],
  },
  {
    term: 'Error budget',
    text: 'What an objective leaves over: at 99.9 %, one request in a thousand may fail in the period. When it is spent, the policy says what changes.',
  },
  {
    term: 'Escalation',
    text: 'Calling somebody in who can do more: another team, a specialist, a manager. Early and unneeded is cheaper than needed and late.',
  },
  {
    term: 'Failover',
    text: 'Moving work from a part that failed to one that stands by. It has a delay, and what was being written at that moment may be lost.',
  },
  {
    term: 'Feature flag',
    text: 'A switch in the running program that turns a piece of behaviour on or off without a deployment.',
    also: ['flag'],
  },
  {
    term: 'Fixation',
    text: 'Holding on to the first explanation while evidence against it arrives. Asking “what would I see if I were wrong?” breaks it.',
    also: ['tunnel vision'],
  },
  {
    term: 'Game day',
    text: 'An exercise of a whole team against a planned failure, with roles as in a real incident.',
  },
  {
    term: 'Golden signals',
    text: 'Latency, traffic, errors and saturation: the four figures to look at first for any service.',
  },
  {
    term: 'Head-of-line blocking',
    text: 'Quick work stuck behind slow work in the same queue. Pools shared between fast and slow calls suffer from it.',
  },
  {
    term: 'Hypothesis',
    text: 'A cause you think possible, with a probability. It is useful when you can say what you would see if it were true, and what if it were not.',
  },
  {
    term: 'Idempotent',
    text: 'Safe to do twice: the second time changes nothing more. Only such calls can be retried without a second thought.',
  },
  {
    term: 'Inhibition',
    text: 'Holding an alert back because another one already tells of the same trouble further up. Held back is not gone: the pager lists it.',
  },
  {
    term: 'Jitter',
    text: 'A random part in waiting times, so that many clients do not come back at the same instant.',
  },
  {
    term: 'Latency',
    text: 'How long an answer takes. Look at high percentiles: a good mean hides the users who wait longest.',
  },
  {
    term: 'Little’s law',
    text: 'In a steady system, the number of requests inside is their arrival rate times the time each spends there. Ten times the time means ten times the connections held.',
  },
  {
    term: 'Load shedding',
    text: 'Refusing part of the requests at the door, so that the rest are served well.',
  },
  {
    term: 'Metastable failure',
    text: 'A failure that keeps itself going after its trigger is gone, most often by retries. It ends when load is taken away, not when the trigger is.',
  },
  {
    term: 'Mitigation',
    text: 'An action that ends or lessens the harm to users, whether or not the cause is understood. It comes before repair.',
  },
  {
    term: 'MTTA',
    text: 'Mean time to acknowledge: from the page until a person takes it.',
    also: ['time to acknowledge'],
  },
  {
    term: 'MTTR',
    text: 'Mean time to restore: until users are served again. Some read the R as repair or resolve, so say which is meant.',
    also: ['time to restore'],
  },
  {
    term: 'Observability',
    text: 'How well what a system does inside can be told from what it puts out: metrics, logs and traces.',
  },
  {
    term: 'On-call',
    text: 'Whose turn it is to be woken. The rota says who; the ladder says who is next when they do not answer.',
  },
  {
    term: 'p99',
    text: 'The time within which 99 of 100 requests are answered. One in a hundred takes longer, and a page that makes a hundred calls meets that one most of the time.',
    also: ['percentile', 'p95', 'quantile'],
  },
  {
    term: 'Post-mortem',
    text: 'The written account of an incident: impact, course, factors, what went well and badly, what will be done.',
    also: ['incident review', 'retrospective'],
  },
  {
    term: 'Rate limit',
    text: 'The most calls somebody may make in a span of time. Beyond it, calls are refused, usually with status 429.',
  },
  {
    term: 'Red herring',
    text: 'Something striking that has nothing to do with the failure. Timing alone does not make a cause.',
  },
  {
    term: 'Retry storm',
    text: 'Clients that repeat failed calls, so that a service in trouble gets more load than in health. A few tries at each of several layers multiply.',
    also: ['retry amplification'],
  },
  {
    term: 'Rollback',
    text: 'Going back to the version before. It undoes a bad change quickly, but not what that change wrote to the database.',
  },
  {
    term: 'Runbook',
    text: 'Written steps for a known kind of trouble, made to be followed at three in the morning.',
  },
  {
    term: 'Sampling',
    text: 'Keeping only some traces. Head sampling decides at the start; tail sampling at the end, so it can keep the slow and the failed ones.',
  },
  {
    term: 'Saturation',
    text: 'How full something is: connections in use, workers busy, requests waiting. Beyond about four fifths, waiting times grow out of proportion.',
    also: ['utilisation'],
  },
  {
    term: 'Scrape',
    text: 'The regular reading of a service’s counters by the monitoring system. Nothing on the screen is newer than the last one.',
  },
  {
    term: 'Scribe',
    text: 'Who writes down what happens and when, while the others work. Memory is rewritten by the outcome; the log is not.',
  },
  {
    term: 'Severity',
    text: 'How bad an incident is, by its effect on users: SEV-1 is the worst. It decides who is called and how often people are told.',
    also: ['SEV'],
  },
  {
    term: 'Silence',
    text: 'A note to the alert system to hold back certain alerts for a while. It needs an end and a reason.',
  },
  {
    term: 'SLI',
    text: 'Service level indicator: the measured share of good events, such as requests answered well and in time.',
    also: ['service level indicator'],
  },
  {
    term: 'SLO',
    text: 'Service level objective: the SLI that is promised over a period, such as 99.9 % in thirty days.',
    also: ['objective', 'service level objective'],
  },
  {
    term: 'Span',
    text: 'One step of a trace: who did what, from when to when, called by whom.',
  },
  {
    term: 'Symptom',
    text: 'What a failure looks like from outside. Page on symptoms that users feel; look for causes after.',
  },
  {
    term: 'Synthetic check',
    text: 'A robot that walks through a user’s journey from outside again and again. It sees what users see, also when there are none.',
  },
  {
    term: 'Thundering herd',
    text: 'Many clients that wake at the same moment and rush to the same place, as after a cache was emptied.',
    also: ['cache stampede'],
  },
  {
    term: 'Timeout',
    text: 'How long a caller is willing to wait. Too long holds resources; too short gives up on work that would have succeeded, and the work may go on without its caller.',
  },
  {
    term: 'Trace',
    text: 'The way of one request through all services, as spans with times.',
  },
  {
    term: 'Triage',
    text: 'Deciding quickly what is worst and what comes first, with what is known.',
  },
  {
    term: 'War room',
    text: 'The one place, today mostly a channel, where an incident is worked on. What is not said there has not been said.',
  },
];

/** Entries whose term matches come before those that only mention the words. */
export function findTerms(text: string): readonly GlossaryEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (where: string): boolean => words.every((word) => where.toLowerCase().includes(word));
  const names = ({ term, also = [] }: GlossaryEntry): string => [term, ...also].join(' ');
  const named = GLOSSARY.filter((entry) => has(names(entry)));
  return [...named, ...GLOSSARY.filter((entry) => !named.includes(entry) && has(`${names(entry)} ${entry.text}`))];
}
