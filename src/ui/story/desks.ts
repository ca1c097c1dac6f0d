// Consoles written by hand for stories: the four kinds, each as it was and as it would be safe. Figures are those of the public record where there are any.
import type { ConsoleAttemptView, ConsoleVariant, ConsoleView, RoutineTaskView, SafeguardPrompt } from '../../schema/index.ts';

const S = 1_000_000;
export const MINUTE = 60 * S;
/** 09:27:20 of the story. */
export const DESK_NOW_US = 27 * MINUTE + 20 * S;
export const DESK_STARTS_MS = Date.UTC(2005, 11, 8, 9);

const EMPTY: Omit<ConsoleView, 'id' | 'kind' | 'style' | 'title' | 'summary'> = {
  fields: [],
  actions: [],
  values: {},
  readouts: [],
  tables: [],
  prompt: '',
  lines: [],
  screen: [],
  environment: undefined,
  watermark: undefined,
  separation: undefined,
  attempt: undefined,
  attempts: [],
  audit: undefined,
};

type Field = ConsoleView['fields'][number];
const field = (name: string, label: string, rest: Partial<Field> = {}): Field => ({
  name,
  label,
  type: 'text',
  unit: '',
  options: [],
  initial: '',
  hint: '',
  ...rest,
});

export const prompt = (kind: SafeguardPrompt['kind'], rest: Partial<SafeguardPrompt> = {}): SafeguardPrompt => ({
  safeguard: `the-${kind.toLowerCase()}`,
  kind,
  title: '',
  says: '',
  figures: [],
  answers: ['proceed', 'back'],
  button: '',
  phrase: undefined,
  elsewhere: undefined,
  items: [],
  untilUs: undefined,
  problem: undefined,
  ...rest,
});

export const attempt = (number: number, console: string, rest: Partial<ConsoleAttemptView> = {}): ConsoleAttemptView => ({
  number,
  console,
  action: 'send',
  by: 'you',
  startedAtUs: DESK_NOW_US - 90 * S,
  endedAtUs: DESK_NOW_US - 84 * S,
  values: {},
  command: 'enter-order sell J-COM 1 610000',
  status: 'sent',
  stoppedBy: undefined,
  steps: [],
  outcome: { status: 'done', text: 'Accepted by the exchange' },
  undoUntilUs: undefined,
  ...rest,
});

/** A console on which this safeguard asks, as the third attempt. */
export function asking(view: ConsoleView, asks: SafeguardPrompt, shownForUs = 4 * S): ConsoleView {
  const action = view.actions[0]?.name ?? 'send';
  const open = attempt(3, view.id, {
    action,
    startedAtUs: DESK_NOW_US - shownForUs,
    endedAtUs: undefined,
    status: 'under way',
    outcome: undefined,
    steps: [
      {
        safeguard: asks.safeguard,
        kind: asks.kind,
        shownAtUs: DESK_NOW_US - shownForUs,
        answeredAtUs: undefined,
        result: 'open',
        says: '',
      },
    ],
  });
  return { ...view, attempt: { number: 3, action, prompt: asks }, attempts: [...view.attempts, open] };
}

export function orderDesk(variant: ConsoleVariant): ConsoleView {
  const safe = variant === 'safe';
  return {
    ...EMPTY,
    id: 'order-desk',
    kind: 'form',
    style: 'terminal',
    title: 'Order entry',
    summary: 'Own and client orders to the exchange',
    fields: [
      field('side', 'Side', {
        type: 'choice',
        options: [
          { value: 'buy', label: 'BUY', group: '' },
          { value: 'sell', label: 'SELL', group: '' },
        ],
      }),
      field('issue', 'Issue'),
      field('quantity', 'Quantity', { type: 'number', unit: 'shares' }),
      field('price', 'Price', { type: 'number', unit: 'JPY' }),
    ],
    actions: [
      { name: 'send', label: 'Send order' },
      { name: 'cancel', label: 'Cancel order' },
    ],
    values: { side: 'sell', issue: '2462', quantity: '610000', price: '1' },
    readouts: [
      { label: 'Special quote', text: '672,000 JPY', alarming: false },
      { label: 'Shares outstanding', text: '14,500', alarming: false },
      { label: 'Own position', text: '−1 share', alarming: false },
      { label: 'Orders this morning', text: '38', alarming: false },
    ],
    tables: [
      {
        title: 'Order book',
        columns: [
          { key: 'sell', label: 'Sell', unit: 'count' },
          { key: 'price', label: 'Price', unit: 'money' },
          { key: 'buy', label: 'Buy', unit: 'count' },
        ],
        rows: [
          { cells: { sell: 3, price: 690_000 } },
          { cells: { sell: 12, price: 680_000 } },
          { cells: { price: 672_000, buy: 4 } },
          { cells: { price: 670_000, buy: 61 } },
          { cells: { price: 660_000, buy: 145 }, alarming: true },
        ],
        empty: 'Nobody buys, nobody sells.',
      },
    ],
    attempts: [
      attempt(1, 'order-desk', {
        steps: [
          {
            safeguard: 'far-price',
            kind: 'warning',
            shownAtUs: DESK_NOW_US - 90 * S,
            answeredAtUs: DESK_NOW_US - 90 * S + 300_000,
            result: 'proceeded',
            says: 'dismissed after 0.3 s',
          },
        ],
      }),
      ...(safe
        ? [
            attempt(2, 'order-desk', {
              by: 'trader-2',
              command: 'enter-order buy 8411 10 868000',
              startedAtUs: DESK_NOW_US - 50 * S,
              endedAtUs: DESK_NOW_US - 40 * S,
              status: 'stopped',
              stoppedBy: 'shows',
              outcome: undefined,
              steps: [
                {
                  safeguard: 'shows',
                  kind: 'confirmation',
                  shownAtUs: DESK_NOW_US - 50 * S,
                  answeredAtUs: DESK_NOW_US - 40 * S,
                  result: 'stopped',
                  says: 'went back after reading 10 times the usual size',
                },
              ],
            }),
          ]
        : []),
    ],
    audit: safe ? 'Trail of the dealing room' : undefined,
    environment: safe ? { name: 'LIVE MARKET', colour: 'red', banner: 'Orders from here reach the exchange' } : undefined,
  };
}

export function alertMenu(variant: ConsoleVariant): ConsoleView {
  const safe = variant === 'safe';
  const option = (value: string, label: string, group: 'live' | 'test') => ({ value, label, group });
  return {
    ...EMPTY,
    id: 'alert-menu',
    kind: 'menu',
    style: 'agency',
    title: 'Alert origination',
    summary: '',
    fields: [
      field('template', 'Template', {
        type: 'choice',
        options: [
          option('amber', 'Amber Alert - State Wide', 'live'),
          option('test', '1. TEST Message', 'test'),
          option('missile', 'PACOM (CDW) - STATE ONLY', 'live'),
          option('drill', 'DRILL - PACOM (CDW) - STATE ONLY', 'test'),
          option('slide', 'Landslide - Coast Road Closure', 'live'),
          option('amber-demo', 'Amber Alert DEMO TEST', 'test'),
        ],
      }),
    ],
    actions: [{ name: 'send', label: 'Send' }],
    values: { template: safe ? 'drill' : 'missile' },
    readouts: safe ? [{ label: 'Reached by this template', text: '0 people', alarming: false }] : [],
    environment: safe ? { name: 'TEST', colour: 'green', banner: 'Nothing sent here leaves this room' } : undefined,
    watermark: safe ? { text: 'Training', untilUs: DESK_NOW_US + 4 * MINUTE } : undefined,
    separation: safe
      ? { safeguard: 'screens', field: 'template', groups: ['test', 'live'], open: 'test', switchingUntilUs: undefined }
      : undefined,
  };
}

export function shellDesk(variant: ConsoleVariant): ConsoleView {
  const safe = variant === 'safe';
  const before = safe ? 'admin@db1 [PRODUCTION PRIMARY]:~#' : 'admin@db1:~#';
  return {
    ...EMPTY,
    id: 'shell',
    kind: 'prompt',
    style: 'shell',
    title: 'admin@db1',
    summary: '',
    actions: [{ name: 'delete', label: 'Delete' }],
    lines: ['ssh <host>', 'hostname', 'replication', 'rm -rf <path>', 'du -sh <path>'],
    prompt: before,
    screen: [
      {
        atUs: DESK_NOW_US - 80 * S,
        prompt: before,
        line: 'replication',
        output: 'db2  standby  lag 4.0 GiB\npg_basebackup: waiting for the primary',
      },
      { atUs: DESK_NOW_US - 20 * S, prompt: before, line: 'du -sh /var/lib/postgresql', output: '310G\t/var/lib/postgresql' },
    ],
    environment: safe ? { name: 'PRODUCTION', colour: 'red', banner: 'db1 is the primary: users write here' } : undefined,
  };
}

export function pipelineDesk(variant: ConsoleVariant): ConsoleView {
  const safe = variant === 'safe';
  const server = (index: number, version: string, progress: number) => ({
    cells: { server: `router-${index}`, version, flag: version === '2.0' ? 'retail' : 'old test', progress },
    alarming: safe && version !== '2.0' && progress === 0,
  });
  return {
    ...EMPTY,
    id: 'pipeline',
    kind: 'progress',
    style: 'pipeline',
    title: 'Deployment 2.0',
    summary: 'Order routers, market opens 09:30',
    fields: [
      field('host', 'Server', {
        type: 'choice',
        options: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => ({ value: `router-${index}`, label: `router-${index}`, group: '' })),
      }),
      field('version', 'Version', { hint: safe ? 'Signed builds only' : '' }),
    ],
    actions: [
      { name: 'deploy', label: 'Deploy to server' },
      { name: 'pause', label: 'Pause' },
    ],
    values: { host: 'router-8', version: '2.0' },
    readouts: safe
      ? [
          { label: 'Servers on 2.0', text: '7 of 8', alarming: true },
          { label: 'Versions in use', text: '2', alarming: true },
        ]
      : [{ label: 'Status', text: 'running', alarming: false }],
    tables: [
      {
        title: 'Servers',
        columns: [
          { key: 'server', label: 'Server' },
          { key: 'version', label: 'Version' },
          ...(safe ? [{ key: 'flag', label: 'Flag 10 means' }] : []),
          { key: 'progress', label: 'Progress', unit: 'ratio' as const },
        ],
        rows: [1, 2, 3, 4, 5, 6].map((index) => server(index, '2.0', 1)).concat([server(7, '2.0', 0.6), server(8, '1.4', 0)]),
        empty: 'No servers.',
      },
    ],
  };
}

export const DESKS = { form: orderDesk, menu: alertMenu, prompt: shellDesk, progress: pipelineDesk } as const;

export const ROUTINE: RoutineTaskView[] = [
  {
    name: 'first',
    title: 'Sell 1 share of J-COM at 610,000',
    text: 'Client order by telephone.\nOn its first day of trading; good for the day.',
    console: 'order-desk',
    action: 'send',
    atUs: 20 * MINUTE,
    byUs: DESK_NOW_US + 2 * MINUTE,
    doneAtUs: undefined,
  },
  {
    name: 'second',
    title: 'Buy 200 of 8411 at 868,000',
    text: '',
    console: 'order-desk',
    action: 'send',
    atUs: 22 * MINUTE,
    byUs: DESK_NOW_US - 40 * S,
    doneAtUs: undefined,
  },
  {
    name: 'third',
    title: 'Cancel order 4411',
    text: '',
    console: 'order-desk',
    action: 'cancel',
    atUs: 10 * MINUTE,
    byUs: 15 * MINUTE,
    doneAtUs: 14 * MINUTE,
  },
];
