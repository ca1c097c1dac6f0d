// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scenarios refer to configuration in this way.
// Each class of mistake, made once in a scenario that is otherwise right: code, place, and the hint that helps.
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../src/schema/index.ts';
import { edited, INCIDENT, issuesOf, load, marked, QUEUE, SMALLEST } from './support.ts';

/** [what is replaced, by what (the issue must point at ‹…›), code, hint] */
type Mistake = [from: string, to: string, code: string, hint: RegExp];

const IN_QUEUE: Mistake[] = [
  // yaml
  ['  difficulty: 5', '  difficulty: 5\n  ‹difficulty›: 4', 'yaml/duplicate-key', /rename/],
  ['  difficulty: 5', '  difficulty: ‹.inf›', 'yaml/not-finite', /Leave the key out/],
  ['  difficulty: 5', '  difficulty: !!int ‹"5"›', 'yaml/tag', /!/],
  ['  difficulty: 5', '  difficulty: ‹*five›', 'yaml/alias', /&five/],
  ['    web:\n', '    ‹constructor›: {}\n    web:\n', 'yaml/forbidden-key', /another/],
  ['    web:\n', '    ‹__proto__›: { polluted: true }\n    web:\n', 'yaml/forbidden-key', /another/],
  ['    web:\n', '    web:\n      ‹<<›: { replicas: 3 }\n', 'yaml/merge-key', /copy/],
  ['    web:\n', '    web:\n      ‹[a, b]›: 1\n', 'yaml/key', /quotes/],
  ['readTimeout: ${config.mail_timeout}', 'steps: { a: $‹{›config.mail_timeout }', 'yaml/syntax', /in quotes/],
  // shape
  ['  difficulty: 5', '  difficulty: 5\n  ‹lenght›: 5m', 'shape/unknown-key', /Remove it/],
  ['      concurrency: 10\n', '      ‹concurency›: 10\n', 'shape/unknown-key', /Did you mean concurrency\?/],
  ['compute: { constant: 1ms }', 'compute: ‹5›', 'shape/no-such-choice', /constant|Add the unit|reference/],
  ['compute: { constant: 1ms }', '‹comput: { constant: 1ms }›', 'shape/no-such-choice', /Did you mean compute instead of comput\?/],
  ['{ constant: 1ms }', '{ constant: ‹1› }', 'shape/wrong-type', /Add the unit: 1ms, 1s or 1m/],
  ['{ constant: 1ms }', '{ constant: ‹1 ms› }', 'shape/wrong-format', /without a space/],
  ['{ constant: 1ms }', '{ constant: ‹-1ms› }', 'shape/wrong-format', /cannot be negative/],
  ['{ constant: 1ms }', '{ constant: ‹400d› }', 'shape/wrong-value', /31d/],
  ['{ constant: 1ms }', '‹{ konstant: 1ms }›', 'shape/no-such-choice', /Did you mean constant/],
  ['{ uniform: { from: 1ms, to: 2ms } }', '{ uniform: ‹{ from: 3ms, to: 2ms }› }', 'shape/wrong-value', /from/],
  ['{ lognormal: { mean: 2ms, cv2: 1.5 } }', '{ lognormal: ‹{ median: 2ms, p99: 1ms }› }', 'shape/wrong-value', /below the p99/],
  ['{ erlang: { mean: 3ms, stages: 3 } }', '{ erlang: { mean: ‹0s›, stages: 3 } }', 'shape/wrong-value', /longer than nothing/],
  ['errors: 0.5 %', 'errors: ‹0.005›', 'shape/wrong-type', /0\.5 %/],
  ['errors: 0.5 %', 'errors: ‹101 %›', 'shape/wrong-format', /percentage/],
  ['rate: 30rpm', 'rate: ‹30›', 'shape/wrong-type', /30rps or 30rpm/],
  ['rate: 30rpm', 'rate: ‹-3rps›', 'shape/wrong-format', /negative/],
  ['revenue: 0.50 EUR', 'revenue: ‹0.5›', 'shape/wrong-type', /0\.5 USD/],
  ['size: 10', 'size: ‹0›', 'shape/out-of-range', /Write 1 or more/],
  ['size: 10', 'size: ‹1.5›', 'shape/wrong-type', /whole number/],
  ['jitter: decorrelated', 'jitter: ‹decorelated›', 'shape/wrong-value', /Did you mean decorrelated\?/],
  ['retries: ${config.tries}', 'retries: ‹${tries}›', 'shape/wrong-format', /config/],
  ['title: Every construct', 'title: ‹7›', 'shape/wrong-type', /"7"/],
  ['startsAt: 2024-01-15T23:50:00Z', 'startsAt: ‹2024-01-15 23:50›', 'shape/wrong-format', /2024-01-15T09:20:00Z/],
  ['  summary: ""\n', '', 'shape/missing-key', /Add summary: "some text"/],
  ['at: "00:10"', 'at: ‹"25:10"›', 'shape/wrong-format', /09:30/],
  ['factor: 3', 'factor: ‹-3›', 'shape/out-of-range', /more/],
  ['{ slowDatabase: db', '‹{ slowDatabse: db', 'shape/no-such-choice', /Did you mean slowDatabase/],
  // names
  ['call: store/get, timeout: 1s', 'call: ‹stroe/get›, timeout: 1s', 'scenario/unknown-service', /Did you mean store\?/],
  ['call: store/get, timeout: 1s', 'call: ‹store/fetch›, timeout: 1s', 'scenario/unknown-endpoint', /store\/get/],
  ['call: store/get, timeout: 1s', 'call: ‹store›, timeout: 1s', 'scenario/unknown-endpoint', /one of its endpoints: store\/get/],
  ['call: mail.example', 'call: ‹mail.exmaple›', 'scenario/unknown-provider', /Did you mean mail\.example\?/],
  ['pools:\n    db-pool: { database: db,', 'pools:\n    db-pool: { database: ‹bd›,', 'scenario/unknown-database', /Did you mean db\?/],
  ['query: { database: db,', 'query: { database: ‹constructor›,', 'scenario/unknown-database', /There is db/],
  ['hold: db-pool', 'hold: ‹db-poll›', 'scenario/unknown-pool', /Did you mean db-pool\?/],
  ['breaker: mail\n', 'breaker: ‹mial›\n', 'scenario/unknown-breaker', /Did you mean mail\?/],
  ['if: { config: fast,', 'if: { config: ‹fsat›,', 'scenario/unknown-config', /Did you mean fast\?/],
  ['readTimeout: ${config.mail_timeout}', 'readTimeout: ‹${config.mail_timout}›', 'scenario/unknown-config', /Did you mean mail_timeout\?/],
  ['mail_timeout: 1500ms', 'mail_timeout: ‹1500›', 'scenario/config-no-duration', /1500ms or 1500s/],
  ['tries: 2', 'tries: ‹many›', 'scenario/config-no-count', /plain number/],
  ['knows: [store, users]', 'knows: [‹stoer›, users]', 'scenario/unknown-component', /Did you mean store\?/],
  ['{ from: owner, text: Well? }', '{ from: ‹onwer›, text: Well? }', 'scenario/unknown-person', /Did you mean owner\?/],
  ['change: { deploy: store, to: 1.0.1 }', 'change: { deploy: ‹stroe›, to: 1.0.1 }', 'scenario/unknown-service', /Did you mean store\?/],
  [
    'change: { deploy: store, to: 1.0.1 }',
    'change: { deploy: web, to: 1.0.1, sets: { ‹greting›: hi } }',
    'scenario/unknown-config',
    /Did you mean greeting\?/,
  ],
  [
    'change: { deploy: store, to: 1.0.1 }',
    'change: { deploy: web, to: 1.0.1, sets: { mail_timeout: ‹fast› } }',
    'scenario/config-no-duration',
    /250ms/,
  ],
  [
    'change: { deploy: store, to: 1.0.1 }',
    'change: { deploy: web, to: 1.0.1, notes: ‹notes.md› }',
    'scenario/missing-file',
    /scenario\.yaml/,
  ],
  ['did: restart web', 'did: ‹restart wbe›', 'scenario/unknown-service', /Did you mean web\?/],
  ['did: restart web', 'did: ‹restrat web›', 'scenario/not-a-command', /Did you mean restart\?/],
  ['{ did: restart web }', '{ firing: ‹ApiDown› }', 'scenario/unknown-alert', /observability\.rules/],
  // incident command
  ['people:\n', 'incident: { ladder: [ { person: ‹onwer›, timeout: 2m } ] }\npeople:\n', 'scenario/unknown-person', /Did you mean owner\?/],
  ['people:\n', 'incident: { roles: { commander: ‹onwer› } }\npeople:\n', 'scenario/unknown-person', /Did you mean owner\?/],
  [
    'people:\n',
    'incident: { checklist: [ { id: a, phase: response, text: A, entry: ‹incident.declaer› } ] }\npeople:\n',
    'scenario/unknown-entry',
    /Did you mean incident\.declare\?/,
  ],
  [
    'knows: [store, users]',
    'knows: [store, users], does: [ { do: ‹rollback stroe› } ]',
    'scenario/unknown-service',
    /Did you mean store\?/,
  ],
  ['knows: [store, users]', 'knows: [store, users], approves: [ { do: ‹roll back› } ]', 'scenario/not-a-command', /rollback/],
  ['people:\n', 'hints: [ { name: a, text: A, unless: [‹diff stroe›] } ]\npeople:\n', 'scenario/unknown-service', /Did you mean store\?/],
  [
    'people:\n',
    'guide: [ { title: A, text: A, until: { looked: ‹dif store› } } ]\npeople:\n',
    'scenario/not-a-look',
    /Did you mean diff\?/,
  ],
  [
    'people:\n',
    'guide: [ { title: A, text: A, until: { did: ‹restart wbe› } } ]\npeople:\n',
    'scenario/unknown-service',
    /Did you mean web\?/,
  ],
  ['people:\n', 'guards: [ { do: delete web, asks: ‹approval› } ]\npeople:\n', 'scenario/no-effect', /approves/],
  // world
  ['    mail: { ratio: 50 %, volume: 20 }', '    ‹mail›: { volume: 20 }', 'scenario/breaker-never-opens', /failures/],
  [
    '    store:\n',
    '    db: { replicas: 1, concurrency: 1, endpoints: { x: [] } }\n    store:\n',
    'scenario/duplicate-name',
    /name of its own/,
  ],
  ['    store:\n', '    users: { replicas: 1, concurrency: 1, ‹endpoints›: {} }\n    store:\n', 'scenario/no-endpoint', /index/],
  ['          - hold: db-pool', '          - call: ‹web/index›\n          - hold: db-pool', 'scenario/call-cycle', /Remove one/],
  ['replicas: 2', 'replicas: 2\n      queue: 1000000', 'ok', /./],
  ['closed: { users: 20, think: { exponential: 1s } }', 'closed: { users: 20, think: ‹0s› }', 'scenario/no-think-time', /exponential/],
  [
    'closed: { users: 20, think: { exponential: 1s } }',
    'rate: 1rps, ‹closed›: { users: 20, think: 1s }',
    'scenario/rate-or-closed',
    /Remove/,
  ],
  [
    '- { name: reading, does: web/index, closed: { users: 20, think: { exponential: 1s } } }',
    '- ‹{ name: reading, does: web/index }›',
    'scenario/rate-or-closed',
    /rate: 10rps/,
  ],
  ['name: reading,', 'name: reading, revenue: 1 USD,', 'scenario/several-currencies', /convert/],
  ['name: sending,', 'name: ‹reading›,', 'scenario/duplicate-name', /another name/],
  ['patience: 5s', 'patience: ‹0s›', 'scenario/no-patience', /for ever/],
  // story
  ['  difficulty: 5', '  difficulty: 5\n  joinsAt: ‹soon›', 'scenario/time', /Leave it out/],
  ['{ at: +15m, page', '{ at: ‹+40d›, page', 'scenario/time', /10m/],
  ['timeline:\n', 'observability: { buckets: [10ms, 50ms, ‹20ms›] }\ntimeline:\n', 'scenario/buckets', /Sort/],
  ['timeline:\n', 'observability: { alertmanager: ‹am.yaml› }\ntimeline:\n', 'scenario/missing-file', /scenario\.yaml/],
  ['timeline:\n', 'observability: { ‹receivers›: { pager: pager } }\ntimeline:\n', 'scenario/receivers-without-file', /told at once/],
  [
    'timeline:\n',
    'observability: { alertQuality: { maintenance: [{ from: +10m, to: ‹+5m› }] } }\ntimeline:\n',
    'scenario/time',
    /Swap them/,
  ],
  ['{ at: +15m, page: Something is slow }', '‹{ at: +15m, note: x }›', 'scenario/no-effect', /Say what happens/],
  ['{ at: +15m, page', '{ at: ‹+91m›, page', 'scenario/beyond-end', /longer/],
  ['{ at: +15m, page', '{ at: ‹"23:40"›, page', 'scenario/before-start', /startsAt/],
  ['{ at: +15m, page', '‹{ page›', 'scenario/at-or-when', /at: "09:30"/],
  ['{ at: +15m, page: Something is slow }', '{ at: +15m, reveal: ‹plan› }', 'scenario/unknown-artefact', /no artefact/],
  ['{ at: +15m, page: Something is slow }', '{ at: +15m, fault: ‹{ provider: mail.example }› }', 'scenario/no-effect', /errors/],
  [
    '{ at: +15m, page: Something is slow }',
    '{ at: +15m, fault: { surge: ‹readin›, factor: 2 } }',
    'scenario/unknown-journey',
    /Did you mean reading\?/,
  ],
];

describe('a mistake in a scenario file', () => {
  for (const [from, to, code, hint] of IN_QUEUE) {
    it(`${code}: ${to.trim().split('\n')[0]}`, () => {
      if (code === 'ok') {
        expect(issuesOf(load(edited(QUEUE, from, to)))).toEqual([]);
        return;
      }
      const text = edited(QUEUE, from, to);
      const place = text.includes('‹') ? marked(text) : undefined;
      const issues = issuesOf(load(place?.text ?? text));
      const issue = issues.find(
        (each) => each.code === code && (place === undefined || (each.line === place.line && each.column === place.column)),
      );
      expect(issue ?? issues, 'the issue, or those reported instead').toMatchObject({ code, file: 'scenario.yaml' });
      expect(`${issue?.hint}`).toMatch(hint);
      expect(issue?.found).not.toBe('');
      expect(issue?.expected).not.toBe('');
    });
  }

  it('names the whole cycle', () => {
    const [issue] = issuesOf(load(edited(QUEUE, '          - hold: db-pool', '          - call: web/index\n          - hold: db-pool')));
    expect(issue?.expected).toContain('web/index → store/get → web/index');
  });
});

describe('a world without end', () => {
  const world = (service: string, rate = '10rps', length = '10m') =>
    SMALLEST.replace('length: 10m', `length: ${length}`)
      .replace('rate: 10rps', `rate: ${rate}`)
      .replace(/web: \{ replicas: 1, concurrency: 1, endpoints: .*\}\n/, `web: ${service}\n`);
  const one = '{ replicas: 1, concurrency: 1, endpoints: { index: [ { compute: 5ms } ] } }';
  const chain = (length: number, steps: (next: string) => string) =>
    Array.from(
      { length },
      (_, i) =>
        `    s${i}: { replicas: 1, concurrency: 1, endpoints: { x: [ ${i + 1 < length ? steps(`s${i + 1}/x`) : '{ compute: 1ms }'} ] } }`,
    ).join('\n');
  const behind = (length: number, steps: (next: string) => string) =>
    `{ replicas: 1, concurrency: 1, endpoints: { index: [ { call: s0/x } ] } }\n${chain(length, steps)}`;
  const cases: [string, string, string][] = [
    ['scenario/too-much-load', 'arrivals', world(one, '999999999rps')],
    [
      'scenario/too-much-load',
      'surges that multiply',
      `${world(one)}timeline: [ ${Array(4).fill('{ at: "+1m", fault: { surge: all, factor: 100, for: 1m } }').join(', ')} ]\n`,
    ],
    [
      'scenario/too-many-replicas',
      'replicas',
      world(
        `${one}\n${Array.from({ length: 5 }, (_, i) => `    w${i}: { replicas: 500, concurrency: 1, endpoints: { x: [] } }`).join('\n')}`,
      ),
    ],
    ['scenario/too-many-places', 'queues', world('{ replicas: 500, concurrency: 1, queue: 1000000, endpoints: { index: [] } }')],
    [
      'scenario/program-size',
      'forks',
      world(
        `{ replicas: 1, concurrency: 1, endpoints: { index: [ { parallel: [ &b [ ${Array(20).fill('{ compute: 1ms }').join(', ')} ] ] }, ${Array(
          5,
        )
          .fill(`{ parallel: [ ${Array(199).fill('*b').join(', ')} ] }`)
          .join(', ')} ] } }`,
      ),
    ],
    ['scenario/fan-out', 'calls that multiply', world(behind(20, (next) => `{ call: ${next} }, { call: ${next} }`))],
    [
      'scenario/fan-out',
      'retries that multiply',
      world(
        `{ replicas: 1, concurrency: 1, endpoints: { index: [ ${'{ retry: { retries: 100, backoff: { base: 0s }, steps: [ '.repeat(4)}{ compute: 1ms }${' ] } }'.repeat(4)} ] } }`,
      ),
    ],
    ['scenario/call-depth', 'a chain of calls', world(behind(120, (next) => `{ call: ${next} }`))],
    [
      'scenario/too-many-samples',
      'values of instruments',
      world('{ replicas: 500, concurrency: 1, endpoints: { index: [ { compute: 5ms } ] } }', '1rps', '20h').concat(
        'observability: { scrape: 4s }\n',
      ),
    ],
    ['scenario/scrape', 'scrapes', `${world(one, '1rps', '30d')}observability: { scrape: 1s }\n`],
    ['scenario/scrape', 'scrapes without a pause', `${world(one)}observability: { scrape: 0s }\n`],
    ['scenario/no-service', 'nothing in it', SMALLEST.replace(/services:\n.*\n/, 'services: {}\n')],
    ['scenario/length', 'no length', world(one, '1rps', '0s')],
  ];
  for (const [code, what, text] of cases) {
    it(`${code}: ${what}`, () => {
      const issues = issuesOf(load(text));
      expect(issues.map((issue) => issue.code)).toContain(code);
      expect(issues.find((issue) => issue.code === code)?.line).toBeGreaterThan(0);
    });
  }

  it('is not one whose surges come one after another', () => {
    const surges = [1, 3, 5, 7].map((minute) => `{ at: "+${minute}m", fault: { surge: all, factor: 100, for: 1m } }`);
    expect(load(`${world(one)}timeline: [ ${surges.join(', ')} ]\n`).ok).toBe(true);
  });
});

describe('a mistake in the truth, the rubric or another file of the incident', () => {
  const cases: [file: string, from: string, to: string, code: string, hint: RegExp][] = [
    [
      'scenario.yaml',
      'cause: { component: payment-service,',
      'cause: { component: ‹payment-servise›,',
      'scenario/unknown-component',
      /payment-service/,
    ],
    [
      'scenario.yaml',
      '- { do: rollback payment-service, restores: 4m }',
      '- { do: ‹rolback payment-service›, restores: 4m }',
      'scenario/not-a-command',
      /Did you mean rollback\?/,
    ],
    [
      'scenario.yaml',
      '- { do: set payment-service stripe_connect_timeout=5000ms, restores',
      '- { do: ‹set payment-service stripe_conect_timeout=5000ms›, restores',
      'scenario/unknown-config',
      /stripe_connect_timeout/,
    ],
    [
      'scenario.yaml',
      '- { do: set payment-service stripe_connect_timeout=5000ms, restores',
      '- { do: ‹set payment-service stripe_connect_timeout=5000›, restores',
      'scenario/config-no-duration',
      /=5s/,
    ],
    [
      'scenario.yaml',
      '- { do: scale payment-service 8,',
      '- { do: ‹scale payment-service up›,',
      'scenario/not-a-command',
      /scale payment-service 8/,
    ],
    ['scenario.yaml', 'do: resize-pool shop-db-pool 100', 'do: ‹resize-pool shop-db-pol 100›', 'scenario/unknown-pool', /shop-db-pool/],
    ['scenario.yaml', 'frees: shop-db-pool', 'frees: ‹shop-pool›', 'scenario/unknown-component', /shop-db-pool|There are/],
    [
      'scenario.yaml',
      'evidence: [deployments, diff payment-service]',
      'evidence: [deployments, ‹dif payment-service›]',
      'scenario/not-a-look',
      /Did you mean diff\?/,
    ],
    [
      'scenario.yaml',
      'metrics Queries running in shop-db,',
      '‹metrics Queries running in shop›,',
      'scenario/unknown-panel',
      /Queries running in shop-db/,
    ],
    ['scenario.yaml', 'truth:\n', 'truth:\n  quiet: true\n', 'scenario/quiet-with-cause', /Remove quiet/],
    ['scenario.yaml', 'rubric: rubric.yaml', 'rubric: ‹rubrik.yaml›', 'scenario/missing-file', /Did you mean rubric\.yaml\?/],
    ['scenario.yaml', 'rules: rules.yaml', 'rules: ‹rule.yaml›', 'scenario/missing-file', /Did you mean rules\.yaml\?/],
    ['scenario.yaml', 'file: runbooks/rollback.md', 'file: ‹runbook/rollback.md›', 'scenario/missing-file', /runbooks\/rollback\.md/],
    ['rubric.yaml', 'categories:', 'categoris:', 'shape/unknown-key', /Did you mean categories\?/],
    [
      'rubric.yaml',
      '{ points: 5, when: { entry: review.lesson, has: [kind=pattern, symptoms, detection, resolution] } }',
      '{ points: ‹6›, when: { entry: review.lesson } }',
      'rubric/too-many-points',
      /Lower it/,
    ],
    [
      'rubric.yaml',
      '{ entry: review.lesson, has: [kind=diagnostic] }',
      '{ entry: ‹review.leson›, has: [kind=diagnostic] }',
      'rubric/unknown-entry',
      /Did you mean review\.lesson\?/,
    ],
    [
      'rubric.yaml',
      '{ entry: review.lesson, has: [kind=diagnostic] }',
      '{ entry: review.lesson, has: [‹kindd=diagnostic›] }',
      'rubric/unknown-field',
      /Did you mean kind\?/,
    ],
    [
      'rubric.yaml',
      'each: { do: [restart shop-db,',
      'each: { do: [‹restart shop-bd›,',
      'scenario/unknown-service',
      /Did you mean shop-db\?/,
    ],
    [
      'rubric.yaml',
      '- { look: artefact v2.4.2-notes }',
      '- { look: ‹artefact v2.4.3-notes› }',
      'scenario/unknown-artefact',
      /v2\.4\.2-notes/,
    ],
    [
      'scenario.yaml',
      'cause: { component: shop-db, kind: slow }, named',
      'cause: ‹{ component: payment-service, kind: configuration }›, named',
      'scenario/rival-is-truth',
      /rule out/,
    ],
    [
      'rubric.yaml',
      '      - id: process-improvements',
      '      - ‹id: nothing-to-earn›\n        title: Nothing\n        points: 5\n      - id: process-improvements',
      'rubric/no-award',
      /judged/,
    ],
    [
      'rubric.yaml',
      '            3: Neutral; no person is blamed, no process is named\n            0: Blames a person\n',
      '',
      'rubric/no-anchors',
      /all points/,
    ],
    ['rubric.yaml', 'id: process-improvements', 'id: ‹diagnostic-approach›', 'rubric/duplicate-id', /another/],
    [
      'rubric.yaml',
      '{ message: executive, has: [confidence], within: { of: T+0, to: 8m } }',
      '{ message: ‹executives›, has: [confidence] }',
      'rubric/unknown-audience',
      /Did you mean executive\?/,
    ],
    [
      'rubric.yaml',
      '{ message: executive, has: [confidence], within: { of: T+0, to: 8m } }',
      '{ message: executive, within: ‹{ of: T+0, from: 9m, to: 8m }› }',
      'rubric/empty-interval',
      /Swap/,
    ],
    ['rubric.yaml', '            5: Names the process', '            ‹6›: Names the process', 'rubric/too-many-points', /Anchors/],
    ['rules.yaml', 'groups:', 'groups: ]', 'yaml/syntax', /brackets/],
  ];
  for (const [file, from, to, code, hint] of cases) {
    it(`${code}: ${to.trim().split('\n')[0]}`, () => {
      const original = INCIDENT[file] ?? '';
      // The shipped files may say a thing more than once: the first is changed.
      expect(original).toContain(from);
      const text = original.replace(from, () => to);
      const place = text.includes('‹') ? marked(text) : undefined;
      const issues = issuesOf(loadScenario('incident', { ...INCIDENT, [file]: place?.text ?? text }));
      const issue = issues.find(
        (each) =>
          each.code === code && each.file === file && (place === undefined || (each.line === place.line && each.column === place.column)),
      );
      expect(issue ?? issues, 'the issue, or those reported instead').toMatchObject({ code, file });
      expect(issue?.hint).toMatch(hint);
    });
  }

  it('tells a T+ time that nothing will ever start', () => {
    const rules = (INCIDENT['rules.yaml'] ?? '').replaceAll('severity: page', 'severity: ticket');
    expect(issuesOf(loadScenario('incident', { ...INCIDENT, 'rules.yaml': rules })).map(({ code }) => code)).toContain('scenario/no-page');
  });

  it('does not say so when the rules that might page are missing', () => {
    const { 'rules.yaml': _, ...rest } = INCIDENT;
    const codes = issuesOf(loadScenario('incident', rest)).map(({ code }) => code);
    expect(codes).toContain('scenario/missing-file');
    expect(codes).not.toContain('scenario/no-page');
  });

  it('passes expressions to a parser of PromQL and points at the text', () => {
    const seen: string[] = [];
    const checkExpr = (text: string) => {
      seen.push(text);
      return text.startsWith('business_users_affected') ? [{ message: 'no such thing', from: 9 }] : [];
    };
    const issues = issuesOf(loadScenario('incident', INCIDENT, { checkExpr }));
    expect(issues.every(({ code }) => code === 'scenario/expression')).toBe(true);
    expect(issues[0]).toMatchObject({ found: '"users_affected"', expected: 'PromQL: no such thing' });
    expect(issues[0]?.line).toBeGreaterThan(100);
    expect(seen.some((text) => text.includes('job:payment_failure_ratio:rate1m'))).toBe(true);
    expect(seen).toContain('db_server_active_queries{database="shop-db"}');
  });
});

describe('mistakes of shape and of names together', () => {
  it('are told at once, at their places in the file', () => {
    const text = QUEUE.replace('- compute: { constant: 1ms }', '- compute: 5') // line moves nothing
      .replace('- [ { call: store/get, timeout: 1s } ]', '- [ { call: stroe/get, timeout: 1s } ]')
      .replace('name: sending, does: web/send, rate: 30rpm', 'name: sending, does: web/sned, rate: 30rpm')
      .replace('- { at: "23:30", change: { deploy: store, to: 1.0.1 } }', '- { at: later, page: x }')
      .replace('from: owner, text: Why?', 'from: onwer, text: Why?');
    const issues = issuesOf(load(text));
    const placeOf = (part: string) => {
      const line = text.split('\n').findIndex((each) => each.includes(part));
      return { line: line + 1, column: (text.split('\n')[line] ?? '').indexOf(part) + 1 };
    };
    expect(issues).toMatchObject([
      { code: 'shape/no-such-choice', path: ['world', 'services', 'web', 'endpoints', 'index', 0, 'compute'] },
      {
        code: 'scenario/unknown-service',
        ...placeOf('stroe/get'),
        path: ['world', 'services', 'web', 'endpoints', 'index', 7, 'parallel', 0, 0, 'call'],
      },
      { code: 'scenario/unknown-endpoint', ...placeOf('web/sned') },
      { code: 'shape/wrong-format', ...placeOf('later') },
      { code: 'scenario/unknown-person', ...placeOf('onwer'), path: ['timeline', 4, 'message', 'from'] },
    ]);
  });
  it('does not call unknown what had to be left out', () => {
    const issues = issuesOf(load(QUEUE.replace('    store:\n      replicas: 1', '    store:\n      replicas: none')));
    expect(issues.map(({ code }) => code)).toEqual(['shape/wrong-type']);
  });
});
