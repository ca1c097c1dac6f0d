// What every figure of the room counts: one entry per figure, used by `Explain`. Data only.
// `series` is shown at the level debug; a figure that no series carries has none.
export interface Explanation {
  title: string;
  /** One or two sentences: what is counted. */
  counts: string;
  unit: string;
  window: string;
  from: string;
  series?: string;
  /** A term of the glossary. */
  term?: string;
}

const BUSINESS = 'Counted by the shop itself, read at each scrape';
const LAST_SCRAPE = 'At the last scrape';

export const EXPLANATIONS = {
  'story-time': {
    title: 'Story time',
    counts: 'The time of day in the drill’s world, and how long ago the first page went out. Before it, there is no T.',
    unit: 'hours, minutes, seconds (UTC)',
    window: 'Now',
    from: 'The drill’s own clock; it stands still while paused',
  },
  phase: {
    title: 'Phase',
    counts: 'Where the incident stands: detection, response, mitigation, monitoring, resolved. Your actions and the instruments move it.',
    unit: 'none',
    window: 'Now',
    from: 'What you have done, and whether users are still hurt',
    term: 'Mitigation',
  },
  severity: {
    title: 'Severity',
    counts: 'What you have declared this to be. It decides how soon things are due and how often people want to hear from you.',
    unit: 'SEV-1 is the worst, SEV-4 the mildest',
    window: 'Until you change it',
    from: 'Your declaration; the matrix only suggests',
    term: 'Severity',
  },
  'users-affected': {
    title: 'Users affected',
    counts: 'Different people for whom something failed at least once. It never falls: who was hurt once stays counted.',
    unit: 'people',
    window: 'Since the drill began',
    from: BUSINESS,
  },
  'revenue-lost': {
    title: 'Revenue lost',
    counts: 'Money that failed purchases would have brought, and beside it the pace at which more is lost.',
    unit: 'the scenario’s currency; a minute',
    window: 'Since the drill began; the pace over the last minute',
    from: BUSINESS,
  },
  'requests-failing': {
    title: 'Requests failing',
    counts: 'The share of requests answered with an error of the server, at the services that users talk to.',
    unit: '% of requests',
    window: 'Last minute',
    from: 'Counters of those services, scraped',
    series: 'http_server_requests_total, status 5.. against all, rate over 1m',
    term: 'SLI',
  },
  'error-budget': {
    title: 'Error budget used',
    counts:
      'How much of what may fail in the whole period is gone, for the objective that is worst off. Above 100 % the promise is broken.',
    unit: '% of the period’s budget',
    window: 'Since the drill began, against the whole period (often 30 days)',
    from: 'The objective’s good and total events',
    term: 'Error budget',
  },
  'burn-rate': {
    title: 'Burning',
    counts: 'How many times faster than allowed the budget is being spent. 1× would last exactly the period.',
    unit: '× the allowed pace',
    window: 'Last 5 minutes, unless another is named',
    from: 'Failed share divided by the share that may fail',
    term: 'Burn rate',
  },
  'update-owed': {
    title: 'Update owed',
    counts: 'The time until somebody expects to hear from you: because they asked, or because you promised.',
    unit: 'minutes and seconds',
    window: 'Until it is due, then how late it is',
    from: 'Messages in the channels, and the next update you named',
  },
  'map-fill': {
    title: 'Bars and figures on the map',
    counts:
      'How much of what a component has is in use, and how many wait for it. Full with others waiting means that they wait for this one.',
    unit: 'connections, workers or replicas, of so many',
    window: LAST_SCRAPE,
    from: 'Each component’s own gauges',
    term: 'Saturation',
  },
  'map-rate': {
    title: 'Requests on the map',
    counts: 'Requests that arrive at a component each second, and the share of them that fail there.',
    unit: 'per second; %',
    window: LAST_SCRAPE,
    from: 'Each component’s own counters',
    term: 'Golden signals',
  },
  'map-breaker': {
    title: 'Breakers',
    counts: 'Whether calls to a dependency are let through (closed), refused at once (open) or tried a few at a time (half-open).',
    unit: 'none',
    window: LAST_SCRAPE,
    from: 'The service that makes the calls',
    term: 'Circuit breaker',
  },
  'map-changed': {
    title: 'Mark of a change',
    counts: 'A version or setting that changed lately. It appears only after you looked at the changes.',
    unit: 'none',
    window: 'Last 45 minutes',
    from: 'The deployment history, as far as you have read it',
  },
  promised: {
    title: 'Promised',
    counts: 'The share of events that shall be good over the whole period.',
    unit: '% of events',
    window: 'The objective’s period',
    from: 'The objective, as written',
    term: 'SLO',
  },
  achieved: {
    title: 'Achieved',
    counts: 'The share of events that were good, as the objective counts them. Compare it with what was promised.',
    unit: '% of events',
    window: 'Last 5 minutes, and this run until you looked',
    from: 'The objective’s good and total events',
    term: 'SLI',
  },
  'budget-left': {
    title: 'Budget left',
    counts: 'How long everything could fail before the promise is broken. An hour in which half of all requests fail takes half an hour.',
    unit: 'minutes of complete failure',
    window: 'What is left of the whole period',
    from: 'The objective’s good and total events',
    term: 'Error budget',
  },
  'check-runs': {
    title: 'Runs of a check',
    counts: 'Each tick is one walk through a user’s journey by a robot from outside; a cross is one that did not get to the end.',
    unit: 'runs, oldest first',
    window: 'The last 40 runs',
    from: 'The check, reported a little after it ran',
    term: 'Synthetic check',
  },
  'check-duration': {
    title: 'How long a check took',
    counts: 'Time from its first step to its last, as a user far away would have waited.',
    unit: 'seconds',
    window: 'That one run',
    from: 'The check itself',
    term: 'Latency',
  },
  firing: {
    title: 'Firing and held back',
    counts: 'Alerts whose rule is true now. Held back are those that also fire but are not told: silenced, or explained by another.',
    unit: 'alerts',
    window: 'At the last evaluation of the rules',
    from: 'The alert rules, then grouping, silences and inhibition',
    series: 'ALERTS{alertstate="firing"}',
    term: 'Alert',
  },
  probability: {
    title: 'Probability of a hypothesis',
    counts:
      'How likely you think it is. All of them and “something else” make 100 %; the debrief compares every value you recorded with the truth.',
    unit: '%',
    window: 'From when you record it until you change it',
    from: 'You',
    term: 'Calibration',
  },
  confidence: {
    title: 'How sure you are',
    counts: 'The probability you give that the step does what you expect. Say it before you act; afterwards everybody was sure.',
    unit: '%',
    window: 'This step',
    from: 'You',
    term: 'Calibration',
  },
  targets: {
    title: 'What is due by when',
    counts: 'How soon after the first page this severity asks for an acknowledgement, a declaration, a commander and a first update.',
    unit: 'minutes and seconds',
    window: 'From T+0',
    from: 'The severity that is declared, else the one that the matrix suggests',
    term: 'Severity',
  },
} as const satisfies Record<string, Explanation>;

export type ExplanationId = keyof typeof EXPLANATIONS;

export const explanationOf = (id: ExplanationId): Explanation => EXPLANATIONS[id];
